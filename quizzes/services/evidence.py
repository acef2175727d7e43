"""Photographs and films of an observation: checked when they come, shown to few."""

from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from content.file_types import check_file
from content.plain_pictures import without_metadata
from quizzes.models import Evidence, Observation
from quizzes.models.observation import new_evidence_token
from quizzes.practice_rules import PracticeRefused
from quizzes.services.observing import locked_draft

#: What is taken, by the ending of its name, and as what it is served.
TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
MOST_FILES = 12


def check_evidence(file: UploadedFile) -> str:
    """Return what the file is served as; raise ValidationError if it is too large or not what its name says."""
    extension = PurePath(file.name or "").suffix.lower().lstrip(".")
    if extension not in TYPES:
        raise ValidationError(_("“%(name)s” is neither a photograph nor a film that we take.") % {"name": file.name})
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if TYPES[extension].startswith("image/") and (file.size or 0) > limit:
        raise ValidationError(_("A photograph may have up to %(limit)s.") % {"limit": filesizeformat(limit)})
    try:
        check_file(file, extension=extension)
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    return TYPES[extension]


@transaction.atomic
def add_evidence(*, observation: Observation, assessor: User, file: UploadedFile, at: datetime) -> Evidence:
    """Keep a file under a name that tells nothing; raise ValidationError or PracticeRefused if it is not taken.

    Of a photograph only the picture is kept: where and when it was taken does not stay.
    """
    draft = locked_draft(observation, assessor)
    content_type = check_evidence(file)
    content = _picture_of(file) if content_type.startswith("image/") else file
    if draft.evidence.count() >= MOST_FILES:
        raise PracticeRefused(_("An observation holds up to %(most)d files.") % {"most": MOST_FILES})
    token = new_evidence_token()
    content.name = f"{token}{PurePath(file.name or '').suffix.lower()}"
    kept = Evidence.objects.create(token=token, observation=draft, file=content, content_type=content_type, added_at=at)
    audit.record(action="evidence.add", target=kept, at=at, actor=assessor, to_value=f"observation {draft.pk}")
    return kept


def _picture_of(file: UploadedFile) -> File[bytes]:
    try:
        return without_metadata(file)
    except ValidationError as error:
        raise PracticeRefused(" ".join(error.messages)) from error


@transaction.atomic
def remove_evidence(*, evidence: Evidence, assessor: User, at: datetime) -> None:
    """Take a file back while the observation is a draft; the file itself goes when the transaction stands."""
    draft = locked_draft(evidence.observation, assessor)
    audit.record(action="evidence.remove", target=evidence, at=at, actor=assessor, from_value=f"observation {draft.pk}")
    file = evidence.file
    evidence.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name or ""))


def may_see_evidence(*, person: User, evidence: Evidence) -> bool:
    """The student once it is signed, the assessor who watched, and quality assurance; nobody else."""
    observation = evidence.observation
    if observation.assessor_id == person.pk:
        return True
    if observation.is_draft:
        return False
    return observation.enrolment.student_id == person.pk or person.has_perm("quizzes.quality_assure_practice")

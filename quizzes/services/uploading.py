"""Files of an answer: looked at when they come, on disk once they are acknowledged, gone once no answer names them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content.file_types import extension_of
from content.plain_pictures import without_metadata
from quizzes.models import Response, Upload
from quizzes.models.kept_file import new_evidence_token
from quizzes.refusals import Refusal, Refused
from quizzes.services.answer_gate import check_open, closed_when_late, locked_response, own_response
from quizzes.types import read
from quizzes.types.upload import KINDS, MEGABYTE, Definition, too_many

#: Who of staff may look at files beside the student whose they are: markers, assessors, quality assurance.
MAY_LOOK = ("quizzes.mark_script", "quizzes.view_attempt", "quizzes.quality_assure_practice")


def add_file(*, student: User, token: str, item: int, file: UploadedFile, at: datetime) -> Response:
    """Keep a file as part of the answer; it takes the place of the one before where one is all that is asked for.

    What returns is on disk. Raise Refused as for any answer, also for a file that the question does not take. The file
    is looked at and written before anything is locked: that may take seconds.
    """
    with closed_when_late(token, at):
        found = own_response(student, token, item)
        check_open(found.attempt, at)
        upload = _written(_asks_for_files(found), file, at)
        try:
            return _add(student, token, item, upload=upload, at=at)
        except BaseException:
            upload.file.delete(save=False)
            raise


def _asks_for_files(response: Response) -> Definition:
    definition = read(response.definition)
    if not isinstance(definition, Definition):
        raise Refused(Refusal.INVALID)
    return definition


def _written(definition: Definition, file: UploadedFile, at: datetime) -> Upload:
    """Write the file to the storage, without a row yet."""
    extension, content = _checked(definition, file)
    upload = Upload(token=new_evidence_token(), content_type=definition.types[extension], added_at=at)
    upload.file.save(f"{upload.token}.{extension}", content, save=False)
    return upload


def _checked(definition: Definition, file: UploadedFile) -> tuple[str, File[bytes]]:
    """Return what the content is, by its bytes, and what is kept of it; raise Refused for what is not taken."""
    if (file.size or 0) > definition.most_megabytes * MEGABYTE:
        words = _("The file is larger than %(n)d MB.") % {"n": definition.most_megabytes}
        raise Refused(Refusal.INVALID, words)
    extension = extension_of(file, definition.types)
    if not extension:
        raise Refused(Refusal.INVALID, _("This file is not of a kind that is taken here."))
    return extension, _without_metadata(file) if extension in KINDS["photos"] else file


def _without_metadata(file: UploadedFile) -> ContentFile[bytes]:
    try:
        return without_metadata(file)
    except ValidationError as error:
        raise Refused(Refusal.INVALID, " ".join(error.messages)) from error


@transaction.atomic
def _add(student: User, token: str, item: int, *, upload: Upload, at: datetime) -> Response:
    response = locked_response(student, token, item)
    check_open(response.attempt, at)
    if not response.revealed or response.locked_at:
        raise Refused(Refusal.LOCKED if response.locked_at else Refusal.NOT_REVEALED)
    definition = _asks_for_files(response)
    stay = [] if definition.most_files == 1 else response.answer or []
    if len(stay) >= definition.most_files:
        raise Refused(Refusal.INVALID, too_many(definition))
    upload.response = response
    upload.save(force_insert=True)
    response.answer, response.sequence, response.saved_at = [*stay, upload.name], response.sequence + 1, at
    response.save(update_fields=["answer", "sequence", "saved_at"])
    forget_unnamed(response)
    return response


def check_own(response: Response, names: list[str]) -> None:
    """Raise Refused for a name that is not of a file of this seat: a retake may name those of the attempt before."""
    own = Upload.objects.filter(response__attempt__enrolment=response.attempt.enrolment_id)
    if own.named(names).count() < len(names):
        raise Refused(Refusal.INVALID, _("One of the files is not there any more. Reload the page."))


def forget_unnamed(response: Response) -> None:
    """Erase the files of the answer that it no longer names."""
    tokens = [name.partition(".")[0] for name in response.answer or []]
    response.uploads.exclude(token__in=tokens).erase()


def may_see_upload(*, person: User, upload: Upload) -> bool:
    """The student whose file it is, and staff who mark or assure."""
    return upload.response.attempt.enrolment.student_id == person.pk or any(map(person.has_perm, MAY_LOOK))

"""Scripts come to the desk, are taken, given back and handed on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from courses.models import Enrolment
from quizzes.desk_rules import DeskRefusal
from quizzes.models import Attempt, Response, Script
from quizzes.types import read
from quizzes.types.rubric import terms_of


def open_scripts(*, attempt: Attempt, responses: Iterable[Response], at: datetime) -> None:
    """Put the answers that people must mark on the desk; called by handing in, in its transaction."""
    Script.objects.bulk_create(_script(attempt, response, at) for response in responses)


def _script(attempt: Attempt, response: Response, at: datetime) -> Script:
    terms = terms_of(read(response.definition))
    return Script(
        response=response,
        quiz=attempt.quiz,
        question_id=response.question_id,
        markers=terms.markers,
        blind=terms.blind,
        handed_in_at=attempt.submitted_at or at,
    )


def lock_script(pk: int) -> Script:
    """Return a script locked after its seat and its attempt, in the order in which handing in locks them."""
    found = Script.objects.select_related("response__attempt").only("response__attempt__enrolment_id").get(pk=pk)
    seat = Enrolment.objects.select_for_update().get(pk=found.response.attempt.enrolment_id)
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz").get(pk=found.response.attempt_id)
    attempt.enrolment = seat
    script = Script.objects.select_for_update(of=("self",)).select_related("response", "assessor").get(pk=pk)
    script.response.attempt = attempt
    return script


def check_impartial(script: Script, assessor: User) -> None:
    """Raise DeskRefusal if the answer is the assessor's own, or they have marked it before."""
    if script.response.attempt.enrolment.student_id == assessor.pk:
        raise DeskRefusal(_("Nobody marks their own answer."))
    if script.markings.filter(assessor=assessor, final=True).exists():
        raise DeskRefusal(_("Whoever has marked a script does not mark it again."))


@transaction.atomic
def take(*, script: Script, assessor: User) -> Script:
    """Take a script to mark it; taking it twice changes nothing. Raise DeskRefusal if it is not to be had."""
    script = lock_script(script.pk)
    if script.assessor_id == assessor.pk:
        return script
    if script.assessor_id or not script.is_open:
        raise DeskRefusal(_("Somebody else has taken this script, or it is marked."))
    check_impartial(script, assessor)
    return _put(script, assessor)


@transaction.atomic
def give_back(*, script: Script, assessor: User) -> Script:
    """Put a script back for others; a draft stays with whoever wrote it."""
    script = lock_script(script.pk)
    return _put(script, None) if script.assessor_id == assessor.pk else script


def _put(script: Script, assessor: User | None) -> Script:
    script.assessor = assessor
    if script.state != Script.State.DISPUTED:
        script.state = Script.State.MARKING if assessor else Script.State.WAITING
    script.save(update_fields=["assessor", "state"])
    return script


@transaction.atomic
def reassign(*, script: Script, assessor: User | None, actor: User, at: datetime) -> Script:
    """Lay a script on another desk, or on none; raise DeskRefusal if it is marked or that marker may not."""
    script = lock_script(script.pk)
    if not script.is_open:
        raise DeskRefusal(_("This script is marked."))
    if assessor:
        check_impartial(script, assessor)
    before = script.assessor_id
    if before != (assessor.pk if assessor else None):
        _put(script, assessor)
        audit.record(
            action="script.assign",
            target=script,
            at=at,
            actor=actor,
            from_value=f"person {before}" if before else "",
            to_value=f"person {assessor.pk}" if assessor else "",
        )
    return script


@transaction.atomic
def return_all(*, assessor: User, actor: User, at: datetime) -> int:
    """Put back everything that a marker who leaves has on the desk; return how much that was."""
    scripts = list(Script.objects.held_by(assessor).order_by("pk"))
    for script in scripts:
        reassign(script=script, assessor=None, actor=actor, at=at)
    return len(scripts)

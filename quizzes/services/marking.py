"""Marking a script: drafts, the finished marking, and what follows when enough people have marked."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from quizzes.desk_rules import DeskRefusal, agreed_share, as_percent
from quizzes.models import Appeal, Marking, Script
from quizzes.services.owing_mail import owe_answer
from quizzes.services.releasing import conclude_if_decided
from quizzes.services.remarking import remark_after_appeal
from quizzes.services.scripts import check_impartial, lock_script
from quizzes.types import read
from quizzes.types.rubric import rubric_of, share_of, terms_of


@transaction.atomic
def save_draft(*, script: Script, assessor: User, levels: Mapping[str, str], comment: str, at: datetime) -> Marking:
    """Keep what the assessor has so far; nobody else sees it. Raise DeskRefusal if the script is not on their desk."""
    return _keep(_on_desk(script, assessor), assessor, levels, comment, final=False, at=at)


@transaction.atomic
def finish(*, script: Script, assessor: User, levels: Mapping[str, str], comment: str, at: datetime) -> Script:
    """Finish the assessor's marking; the last one that is needed decides the script, and perhaps the attempt.

    Raise DeskRefusal if the script is not on their desk, or a criterion has no level.
    """
    script = _on_desk(script, assessor)
    marking = _keep(script, assessor, levels, comment, final=True, at=at)
    told, why = as_percent(marking.share), _why(script)
    audit.record(action="script.mark", target=script, at=at, actor=assessor, to_value=told, reason=why)
    _settle(script, marking, at)
    return script


def _on_desk(script: Script, assessor: User) -> Script:
    script = lock_script(script.pk)
    if script.assessor_id != assessor.pk or not script.is_open:
        raise DeskRefusal(_("This script is not on your desk."))
    check_impartial(script, assessor)
    return script


def _keep(
    script: Script, assessor: User, levels: Mapping[str, str], comment: str, *, final: bool, at: datetime
) -> Marking:
    share = share_of(rubric_of(read(script.response.definition)), levels)
    if final and share is None:
        raise DeskRefusal(_("Choose a level for every criterion."))
    values = {"levels": dict(levels), "comment": comment, "share": share, "final": final, "at": at}
    return Marking.objects.update_or_create(script=script, assessor=assessor, defaults=values)[0]


def _why(script: Script) -> str:
    """Say in which role somebody marks."""
    if _open_appeal(script):
        return "appeal"
    return "third marker" if script.state == Script.State.DISPUTED else f"one of {script.markers}"


def _open_appeal(script: Script) -> Appeal | None:
    return Appeal.objects.filter(script=script, decided_at=None).first()


def _settle(script: Script, marking: Marking, at: datetime) -> None:
    """Decide on one marking where it is the third or an appeal's, else on all of them once there are enough."""
    if appeal := _open_appeal(script):
        _decide_appeal(script, appeal, marking, at)
    elif script.state == Script.State.DISPUTED:
        _decide(script, marking.share, [marking], at, "third marker")
    else:
        _compare(script, marking, at)


def _compare(script: Script, marking: Marking, at: datetime) -> None:
    finals = list(script.markings.filter(final=True))
    if len(finals) < script.markers:
        return _leave(script, Script.State.WAITING)
    tolerance = terms_of(read(script.response.definition)).tolerance
    shares = [one.share for one in finals if one.share is not None]
    share = agreed_share(shares, tolerance)
    if share is None:
        return _leave(script, Script.State.DISPUTED)
    return _decide(script, share, finals, at, "markers agree")


def _leave(script: Script, state: Script.State) -> None:
    script.state, script.assessor = state, None
    script.save(update_fields=["state", "assessor"])


def _decide(script: Script, share: Fraction | None, counting: list[Marking], at: datetime, why: str) -> None:
    _give(script, share, counting, at, why)
    _leave(script, Script.State.AGREED)
    conclude_if_decided(script.response.attempt, at=at, actor=counting[-1].assessor)


def _give(script: Script, share: Fraction | None, counting: list[Marking], at: datetime, why: str) -> None:
    """Write down the final mark, which markings it rests on, and what it was before."""
    before, script.share = script.share, share
    script.save(update_fields=["share"])
    script.markings.update(counts=False)
    script.markings.filter(pk__in=[one.pk for one in counting]).update(counts=True)
    audit.record(
        action="script.decide", target=script, at=at, actor=counting[-1].assessor,
        from_value=as_percent(before), to_value=as_percent(share), reason=why,
    )  # fmt: skip


def _decide_appeal(script: Script, appeal: Appeal, marking: Marking, at: datetime) -> None:
    """Replace the mark, whichever way it goes, and mark the attempt again."""
    _give(script, marking.share, [marking], at, "appeal")
    _leave(script, Script.State.RELEASED)
    appeal.decided_at, appeal.outcome = at, _outcome(appeal.share_before or Fraction(0), marking.share or Fraction(0))
    appeal.save(update_fields=["decided_at", "outcome"])
    remark_after_appeal(script.response.attempt, item=script.response.item, at=at, actor=marking.assessor)
    owe_answer(appeal, script.response.attempt, at=at)


def _outcome(before: Fraction, after: Fraction) -> Appeal.Outcome:
    if after == before:
        return Appeal.Outcome.SAME
    return Appeal.Outcome.UP if after > before else Appeal.Outcome.DOWN

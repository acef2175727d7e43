"""What kinds of change a published step can get, and what each asks of editor and student: rules without a database."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class EditKind(models.TextChoices):
    """How much a change matters to somebody who has read the step before it."""

    TYPO = "typo", _("Typo: nothing that anybody learned differs")
    CLARIFICATION = "clarification", _("Clarification: the same, said better; the lesson says “updated on …”")
    SUBSTANCE = "substance", _("Substance: who has opened it is told what changed")
    SAFETY = "safety", _("Safety: every student gets a mail and must confirm having read it")


#: In a table, where the whole sentence is too much.
SHORT_KINDS = {
    EditKind.TYPO: _("Typo"),
    EditKind.CLARIFICATION: _("Clarification"),
    EditKind.SUBSTANCE: _("Substance"),
    EditKind.SAFETY: _("Safety"),
}
NEED_A_NOTE = frozenset({EditKind.SUBSTANCE, EditKind.SAFETY})
#: What a step's history shows to students.
SHOWN = frozenset(EditKind) - {EditKind.TYPO}


def edit_faults(*, kind: str, note: str) -> dict[str, str]:
    """Say by field what is still missing before a change may go live."""
    if not kind:
        return {"edit_kind": _t("Students have this already. Say what kind of change it is.")}
    if kind in NEED_A_NOTE and not note.strip():
        return {"edit_note": _t("Say to students, in a sentence or two, what changed.")}
    return {}


def is_news(*, kind: str, at: datetime, last_opened_at: datetime | None) -> bool:
    """Whether a change made ``at`` is news to somebody who opened the step last at ``last_opened_at``, if ever."""
    return kind in NEED_A_NOTE and last_opened_at is not None and last_opened_at < at

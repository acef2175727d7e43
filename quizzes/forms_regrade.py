"""What staff choose about a wrong key, as values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.template.defaultfilters import date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.remedies import BY_NEW_KEY, Remedy
from quizzes.services.regrade_revisions import AskedRevision, with_the_old_key

NO_REVISION = "none"


class ReasonForm(forms.Form):
    """Why; kept in the audit trail."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept with the act. Students do not read it."),
    )


class ApplyForm(ReasonForm):
    """The reason, and what the decision was made on."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RemedyForm(forms.Form):
    """The remedy, and the versions that it is for."""

    remedy = forms.ChoiceField(label=gettext_lazy("Remedy"), widget=forms.RadioSelect)
    revision = forms.MultipleChoiceField(
        label=gettext_lazy("Attempts that were asked"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, asked: Sequence[AskedRevision], has_new_key: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [choice for choice in Remedy.choices if has_new_key or choice[0] not in BY_NEW_KEY]
        self.fields["remedy"].choices = choices  # type: ignore[attr-defined]
        self.fields["revision"].choices = [(name_of(one.id), in_words(one)) for one in asked]  # type: ignore[attr-defined]
        self.fields["revision"].initial = [name_of(one.id) for one in with_the_old_key(asked)]

    def remedy_chosen(self) -> Remedy:
        return Remedy(self.cleaned_data["remedy"])

    def revisions_chosen(self) -> list[int | None]:
        return [None if name == NO_REVISION else int(name) for name in self.cleaned_data["revision"]]


def name_of(revision_id: int | None) -> str:
    """Return a version's name in a form."""
    return NO_REVISION if revision_id is None else str(revision_id)


def in_words(one: AskedRevision) -> str:
    """Return a version as staff read it: since when, how often asked, and whether its key is today's."""
    when = date(one.published_at, "j F Y, H:i") if one.published_at else _("an unknown date")
    key = _("with today's key") if one.has_current_key else _("with another key than today's")
    marked = ngettext("%(n)d attempt is marked", "%(n)d attempts are marked", one.marked) % {"n": one.marked}
    running = ngettext("%(n)d is under way", "%(n)d are under way", one.running) % {"n": one.running}
    return _("the version of %(when)s, %(key)s: %(marked)s, %(running)s") % {
        "when": when,
        "key": key,
        "marked": marked,
        "running": running,
    }

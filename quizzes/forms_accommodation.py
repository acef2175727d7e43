"""What staff enter to grant a student more, as values."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from courses.models import Enrolment
from courses.outline import get_outline
from quizzes.allowance import Allowance
from quizzes.models import QuizPage

REASON = _("For staff alone; the student sees what they have, never why. Kept in the history.")


class ChangeForm(forms.Form):
    """The figures and why; those left empty give nothing."""

    extra_percent = forms.IntegerField(
        label=_("More time in percent of the limit"), min_value=0, max_value=200, required=False
    )
    extra_minutes = forms.IntegerField(label=_("More time in minutes"), min_value=0, max_value=1440, required=False)
    extra_attempts = forms.IntegerField(label=_("More attempts"), min_value=0, max_value=20, required=False)
    closes_at = forms.DateTimeField(
        label=_("Closes for the student"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Only of a quiz that closes, and only if it is later."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=REASON
    )

    def allowance(self) -> Allowance:
        """Return the figures."""
        data = self.cleaned_data
        return Allowance(
            percent=data.get("extra_percent") or 0,
            minutes=data.get("extra_minutes") or 0,
            attempts=data.get("extra_attempts") or 0,
            closes_at=data.get("closes_at"),
        )

    def clean(self) -> None:
        if not self.errors and not self.allowance():
            raise forms.ValidationError(_("Give more time, more attempts or a later closing moment."))


class GrantForm(ChangeForm):
    """The same, for one quiz of the student's course or for all."""

    quiz: forms.ModelChoiceField = forms.ModelChoiceField(
        QuizPage.objects.none(),
        label=_("Quiz"),
        required=False,
        empty_label=_("All quizzes of the course"),
        help_text=_("What holds for all and what holds for one are not added up: the larger of each counts."),
    )
    field_order = ["quiz"]

    def __init__(self, *args, seat: Enrolment, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        steps = [step.id for step in get_outline(seat.course_id).steps if step.kind == QuizPage.step_kind]
        self.fields["quiz"].queryset = QuizPage.objects.filter(pk__in=steps)  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("closes_at") and not self.cleaned_data.get("quiz"):
            self.add_error("quiz", _("A closing moment belongs to one quiz: choose it."))


class WithdrawForm(forms.Form):
    """Why it is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the history. An attempt that runs keeps the time that it has."),
    )

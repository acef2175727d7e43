"""The filters of the gradebook."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.models import QuizPage
from quizzes.results.gradebook import Filters


class GradebookForm(forms.Form):
    """Whom to show; all fields may stay empty."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=200)
    since = forms.DateField(label=_("Enrolled from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Enrolled until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    quiz = forms.TypedChoiceField(label=_("Quiz"), required=False, coerce=int, empty_value=None)
    result = forms.ChoiceField(
        label=_("Result"),
        required=False,
        choices=[("", _("Any")), ("passed", _("Passed")), ("not_passed", _("Not passed yet"))],
    )

    def __init__(self, data: Any, quizzes: Iterable[QuizPage]) -> None:
        super().__init__(data)
        choices = [("", _("All quizzes")), *((quiz.pk, quiz.title) for quiz in quizzes)]
        self.fields["quiz"].choices = choices  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """Return what was asked for; a field that makes no sense filters nothing, and the form says so."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            since=data.get("since"),
            until=data.get("until"),
            words=data.get("q", ""),
            quiz=data.get("quiz"),
            result=data.get("result", ""),
        )

"""What assessors and quality assurance type, as values."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.forms_discussion import LineField, WordsField
from quizzes.models import Observation, ObservedCriterion
from quizzes.services.evidence import TYPES, check_evidence
from quizzes.services.observing import Notes

ENDINGS = ",".join(f".{ending}" for ending in TYPES)


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Photographs and films, each checked by what it contains."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        faults = []
        for file in files:
            try:
                check_evidence(file)
            except ValidationError as error:
                faults += error.messages
        if faults:
            raise ValidationError(faults)
        return files


def words_field(label: Any, *, rows: int = 3, most: int = 2000) -> WordsField:
    """Return an optional field of several lines."""
    return WordsField(label=label, required=False, max_length=most, widget=forms.Textarea({"rows": rows}))


class ObservationForm(forms.Form):
    """The observation as it is written beside the couch: a verdict and a line for each criterion, then the whole."""

    feedback = words_field(_("Feedback for the student"), rows=5, most=5000)
    critical_fail = forms.BooleanField(label=_("Something critical failed"), required=False)
    critical_reason = words_field(_("What happened, and why it is critical"))
    evidence = FilesField(
        label=_("Photographs and films"),
        required=False,
        widget=FilesInput({"accept": ENDINGS, "multiple": True}),
        help_text=_("Only with the client’s consent, and without a face or anything else that identifies them."),
    )
    name = LineField(
        label=_("Your full name, typed as your signature"),
        required=False,
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    confirm = forms.BooleanField(
        label=_("I observed this myself, and this is my signature. Signed, it is not changed any more."), required=False
    )

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.observation = observation
        self.criteria = list(observation.criteria.all())
        told = ("feedback", "critical_fail", "critical_reason")
        self.initial.update({name: getattr(observation, name) for name in told})
        for criterion in self.criteria:
            self._add(criterion)

    def _add(self, criterion: ObservedCriterion) -> None:
        verdict, feedback = f"verdict-{criterion.number}", f"feedback-{criterion.number}"
        choices = ObservedCriterion.Verdict.choices
        self.fields[verdict] = forms.ChoiceField(label=criterion.text, choices=choices, widget=forms.RadioSelect)
        self.fields[feedback] = words_field(_("Feedback on this"), rows=1)
        self.initial.update({verdict: criterion.verdict, feedback: criterion.feedback})

    def rows(self) -> Iterator[tuple[ObservedCriterion, forms.BoundField, forms.BoundField]]:
        """Give each criterion with its two fields."""
        for criterion in self.criteria:
            yield criterion, self[f"verdict-{criterion.number}"], self[f"feedback-{criterion.number}"]

    def notes(self) -> Notes:
        """Return what was typed, as far as it is valid; the rest is as it was kept before."""
        told = {**self.initial, **self.cleaned_data}
        numbers = [criterion.number for criterion in self.criteria]
        return Notes(
            verdicts={n: (told[f"verdict-{n}"], told[f"feedback-{n}"]) for n in numbers},
            feedback=told["feedback"],
            critical_fail=told["critical_fail"],
            critical_reason=told["critical_reason"],
        )


class DecideForm(forms.Form):
    """What quality assurance decides."""

    confirmed = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Confirm")), ("no", _("Return"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = words_field(_("Reason"))


class QueueForm(forms.Form):
    """Which entries of a log, and what becomes of them."""

    entries = forms.TypedMultipleChoiceField(coerce=int)
    action = forms.ChoiceField(choices=[("sign_off", ""), ("return", "")])
    comment = words_field(_("Comment for the student, if you return entries"))

    def __init__(self, *args: Any, ids: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = [(key, key) for key in ids]  # type: ignore[attr-defined]
        self.fields["entries"].error_messages["required"] = _("Choose at least one entry.")

"""What students write beside a lesson, as values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import StudyMark
from courses.services.study import Passage

LONGEST_NOTE = 4000
LONGEST_PASSAGE = 2000
LONGEST_CONTEXT = 100


class PlainTextField(forms.CharField):
    """Several lines of plain text; a line's end counts as one sign, as it does in the browser."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class NoteForm(forms.Form):
    """A note; ``highlight`` is the id of the highlight of the same step that it stands on, if it does."""

    text = PlainTextField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    highlight = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HighlightForm(forms.Form):
    """A passage of the lesson, as ``lesson-highlights.js`` describes it."""

    exact = PlainTextField(
        max_length=LONGEST_PASSAGE,
        error_messages={
            "required": _("Select some words of the lesson first."),
            "max_length": _("That is too much at once. Select fewer words."),
        },
    )
    before = PlainTextField(max_length=LONGEST_CONTEXT, required=False)
    after = PlainTextField(max_length=LONGEST_CONTEXT, required=False)
    position = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)
    colour = forms.ChoiceField(choices=StudyMark.Colour.choices, required=False)

    def passage(self) -> Passage:
        """Return where the words stand."""
        data = self.cleaned_data
        return Passage(data["exact"], data["before"], data["after"], data["position"] or 0)

    def colour_or_default(self) -> str:
        """Return what the passage means to the student; without a choice, that it is important."""
        return self.cleaned_data["colour"] or StudyMark.Colour.KEY


class ColourForm(forms.Form):
    """Another meaning for a highlight."""

    colour = forms.ChoiceField(label=_("Marked as"), choices=StudyMark.Colour.choices)


class BookmarkForm(forms.Form):
    """Whether the step shall have a bookmark."""

    on = forms.BooleanField(required=False)

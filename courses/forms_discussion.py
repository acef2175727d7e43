"""What people write into a discussion, as values."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import PostReport

MOST_LETTERS = 5000
#: Characters that turn the direction of whatever follows them; honest Arabic and Hebrew need none of them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
HINT = _(
    "**bold**, *italic*, - list, > quotation, `code`, [words](https://…). Leave out whatever could identify a client."
)


class LineField(forms.CharField):
    """One line of text, without control characters or any that turn its direction."""

    def to_python(self, value: Any) -> str:
        line = TURNING.sub("", super().to_python(value) or "")
        return " ".join("".join(_kept(character, " ") for character in line).split())


class WordsField(forms.CharField):
    """Several lines as they were typed, without control characters; lines end as everywhere here."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return "".join(_kept(character, "", allowed="\n\t") for character in text).strip("\n")


def _kept(character: str, otherwise: str, allowed: str = "") -> str:
    if character in allowed or unicodedata.category(character) not in {"Cc", "Cs"}:
        return character
    return otherwise


def _body(label: Any, rows: int) -> WordsField:
    return WordsField(
        label=label, max_length=MOST_LETTERS, help_text=HINT, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    )


class AnswerForm(forms.Form):
    """An answer."""

    body = _body(_("Your answer"), 6)


class QuestionForm(forms.Form):
    """A question: a short title, and as much as is needed to understand it."""

    title = LineField(
        label=_("Your question in one line"),
        max_length=120,
        min_length=5,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    body = _body(_("More about it"), 7)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = False


class ReportForm(forms.Form):
    """Why somebody thinks that staff should look."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=PostReport.Reason.choices, widget=forms.RadioSelect
    )
    words = LineField(
        label=_("Anything that helps us to judge"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class SwitchForm(forms.Form):
    """A button that turns something on or off; it sends what it wants, so that sending it twice changes nothing."""

    on = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")


class DigestForm(forms.Form):
    """Whether somebody wants the daily mail."""

    digest = forms.BooleanField(
        label=_("Send me one mail a day with new posts in the discussions that I follow"), required=False
    )


class DecisionForm(forms.Form):
    """Why staff decide as they do."""

    reason = LineField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the history of the post and in the audit trail."),
    )

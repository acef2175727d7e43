"""What staff say about a file of questions: how it is to be read, and which questions one is to hold."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.forms import TagField

from quizzes.exchange import FORMATS, LARGEST_UPLOAD
from quizzes.models import QuestionImport
from quizzes.services.exports import Choice
from quizzes.services.import_keys import KEY_START, LONGEST_PREFIX
from quizzes.services.import_plan import LONGEST_TAG, Wishes
from quizzes.types import QUESTION_TYPES

key_start = RegexValidator(re.compile("^" + KEY_START.pattern), gettext_lazy("Small letters, digits and hyphens."))


def format_choices() -> list[tuple[str, Any]]:
    """Return the formats for a menu."""
    return [(name, form.LABEL) for name, form in FORMATS.items()]


def any_format() -> list[tuple[str, Any]]:
    """Return the formats for a menu, the first entry to have the format recognised."""
    return [("", _("Recognise it")), *format_choices()]


def any_type() -> list[tuple[str, Any]]:
    """Return the question types for a menu."""
    return [("", _("All types")), *((name, kind.LABEL) for name, kind in QUESTION_TYPES.items())]


class ImportForm(forms.Form):
    """A file, and what is to become of its questions; only those who may publish are asked about that."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Nothing is written before you have seen what would be, question by question."),
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=any_format, required=False)
    key_prefix = forms.CharField(
        label=gettext_lazy("Put before every key"),
        max_length=LONGEST_PREFIX,
        required=False,
        validators=[key_start],
        help_text=gettext_lazy("Such as “level-4-”: keeps the keys of two files apart."),
    )
    tags = TagField(label=gettext_lazy("Tags for all of them"), required=False)
    existing = forms.ChoiceField(
        label=gettext_lazy("A question whose key is in the bank already"),
        choices=QuestionImport.Existing.choices,
        initial=QuestionImport.Existing.UPDATE,
        widget=forms.RadioSelect,
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish"),
        required=False,
        help_text=gettext_lazy("Otherwise they come in as drafts, and what is live stays as it is."),
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publish"]

    def clean_file(self) -> Any:
        """Refuse what is too large before anything looks into it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": LARGEST_UPLOAD // 10**6})
        return file

    def clean_tags(self) -> list[str]:
        """Refuse what the bank cannot keep."""
        tags: list[str] = self.cleaned_data["tags"]
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise ValidationError(_("A tag has at most %(most)d characters.") % {"most": LONGEST_TAG})
        return tags

    def wishes(self) -> Wishes:
        """Return what is to become of the questions."""
        told = self.cleaned_data
        return Wishes(told["key_prefix"], tuple(told["tags"]), told["existing"], told.get("publish", False))


class ExportForm(forms.Form):
    """A format and which questions."""

    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=format_choices)
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=any_type, required=False)
    tag = forms.CharField(label=gettext_lazy("Tag"), max_length=LONGEST_TAG, required=False)
    key_prefix = forms.CharField(
        label=gettext_lazy("Keys that begin with"), max_length=80, required=False, validators=[key_start]
    )
    live = forms.BooleanField(
        label=gettext_lazy("Published ones only"),
        required=False,
        help_text=gettext_lazy("As the public has them. Otherwise drafts too, and the latest version of each."),
    )

    def choice(self) -> Choice:
        """Return which questions are meant."""
        told = self.cleaned_data
        return Choice(told["tag"], told["type"], told["key_prefix"], told["live"])

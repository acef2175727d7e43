"""What students type on the pages of practicals and of the treatment log, as values."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.forms_discussion import LineField
from quizzes.models import LogEntry
from quizzes.practice_rules import holds_an_address, is_pseudonym
from quizzes.services.log_writing import FIELDS, PROSE

NO_NAMES = _("Pseudonyms only: a code such as C-014, never a name, an e-mail address or a telephone number.")


class SignForm(forms.Form):
    """A signature: the typed name, and a tick that says that it is meant."""

    name = LineField(
        label=_("Your full name, typed as your signature"),
        min_length=2,
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    confirm = forms.BooleanField(label=_("I have read this record and the feedback. This is my signature."))


class LogEntryForm(forms.ModelForm):
    """One treatment; the client's name has no place in it."""

    class Meta:
        model = LogEntry
        fields = FIELDS
        help_texts = {
            "client": NO_NAMES,
            "minutes": _("With the client: from the consent to the re-test."),
            "body_areas": _("“Neck and left shoulder”"),
            "techniques": _("“Palpation release, positional release”"),
            "before": _("What you found, and what you measured. Nothing by which the client could be recognised."),
            "after": _("What the client said, and the re-test."),
            "reflection": _("What you would do again, and what you would do otherwise."),
            "supervised_by": _("Who was there, if somebody was."),
        }
        widgets = {
            "date": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "client": forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
            "minutes": forms.NumberInput({"inputmode": "numeric"}),
            **{name: forms.Textarea({"rows": 3}) for name in ("before", "done", "after", "reflection")},
        }

    def clean_client(self) -> str:
        client = " ".join(self.cleaned_data["client"].split())
        if not is_pseudonym(client):
            raise ValidationError(NO_NAMES)
        return client

    def clean_date(self) -> date:
        if self.cleaned_data["date"] > timezone.localdate():
            raise ValidationError(_("The date is in the future."))
        return self.cleaned_data["date"]

    def clean(self) -> dict[str, Any]:
        for name in PROSE:
            if holds_an_address(self.cleaned_data.get(name, "")):
                self.add_error(name, _("This looks like an e-mail address or a telephone number: leave it out."))
        return self.cleaned_data

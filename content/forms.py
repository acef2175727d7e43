"""The contact form: three messages, said at the field, here and in the browser alike."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.services.contact import keep_message

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REQUIRED = _("Required field missing")
EMAIL_INVALID = _("Email address invalid")
WEBSITE_INVALID = _("Website address invalid")

HAS_SCHEME = re.compile(r"[a-z][a-z0-9+-]*:", re.IGNORECASE)  # no dot: “example.com:80” is a host and its port
SALT = "content.contact"
SOONEST = timedelta(seconds=2)
LATEST = timedelta(hours=12)


def sign_time(at: datetime) -> str:
    """Return a token that says, unforgeably, that a form was shown at ``at``."""
    return signing.dumps(at.timestamp(), salt=SALT)


def read_time(token: str) -> float:
    """Return the moment of ``token`` in seconds since 1970; 0 for a token that is not ours."""
    try:
        return signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return 0


class WebsiteField(forms.CharField):
    """A web address over http or https; one typed without either is taken as https."""

    widget = forms.URLInput
    default_validators = [URLValidator(schemes=["http", "https"], message=WEBSITE_INVALID)]

    def to_python(self, value: Any) -> str:
        address = super().to_python(value) or ""
        return address if not address or HAS_SCHEME.match(address) else f"https://{address}"


class ContactForm(forms.Form):
    """What one needs to be answered. ``leave_empty`` and ``opened`` are for programs that fill in forms."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    website = WebsiteField(
        label=_("Website"),
        required=False,
        max_length=300,
        widget=forms.URLInput({"autocomplete": "url", "placeholder": "https://"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=160)
    message = forms.CharField(label=_("Message"), max_length=5000, widget=forms.Textarea({"rows": 8}))
    leave_empty = forms.CharField(
        label=_("Leave this empty"), required=False, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("opened", sign_time(timezone.now()))
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED
        self._say_only("email", EMAIL_INVALID)
        self._say_only("website", WEBSITE_INVALID)

    def _say_only(self, name: str, message: "StrOrPromise") -> None:
        """Let every fault of an address, its length included, be said in the same words."""
        field = self.fields[name]
        field.error_messages["invalid"] = message
        for validator in field.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = message

    def clean_name(self) -> str:
        return _on_one_line(self.cleaned_data["name"])

    def clean_subject(self) -> str:
        return _on_one_line(self.cleaned_data["subject"])

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.looks_automatic():
            self._check_time()
        return self.cleaned_data

    def looks_automatic(self) -> bool:
        """Tell whether something filled in the field that people do not see."""
        return bool(self.cleaned_data.get("leave_empty"))

    def keep(self, *, at: datetime) -> None:
        """Keep the message, unless a program wrote it: that one is thanked and forgotten."""
        if not self.looks_automatic():
            fields = ("name", "email", "website", "subject", "message")
            keep_message(at=at, **{field: self.cleaned_data[field] for field in fields})

    def _check_time(self) -> None:
        age = timezone.now().timestamp() - read_time(self.cleaned_data["opened"])
        if age < SOONEST.total_seconds():
            raise ValidationError(_("That was very quick. Please look once more and send again."))
        if age > LATEST.total_seconds():
            self.data = dict(self.data.items()) | {"opened": sign_time(timezone.now())}
            raise ValidationError(_("This form was open for a long time. Please send it again."))


def _on_one_line(text: str) -> str:
    """Return ``text`` without line breaks, so that it can never be more than one line of a mail's head."""
    return " ".join(text.split())

"""What people tell us about themselves, turned into clean values."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import clean_name


class NameField(forms.CharField):
    """A person's name, see ``accounts.names``."""

    def to_python(self, value: object) -> str:
        return clean_name(super().to_python(value) or "")


class NamesForm(forms.Form):
    """The name on the certificate and the name we say."""

    legal_name = NameField(
        label=_("Full legal name"),
        max_length=150,
        help_text=_("We print it on your certificates, so write it as your passport or professional register does."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    preferred_name = NameField(
        label=_("What should we call you?"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )

    @classmethod
    def of(cls, user: User) -> "NamesForm":
        """Return the form filled with what we know."""
        return cls(initial={"legal_name": user.legal_name, "preferred_name": user.preferred_name})


class SignupForm(NamesForm):
    """The names asked at sign-up; allauth adds e-mail address and password and calls ``signup``."""

    field_order = ["legal_name", "preferred_name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the names on the person who was just made."""
        user.legal_name = self.cleaned_data["legal_name"]
        user.preferred_name = self.cleaned_data["preferred_name"]
        user.save(update_fields=["legal_name", "preferred_name"])

"""What staff may change about a person: not their password, and e-mail only as a correction."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts.forms import NameField
from accounts.models import User


class PersonForm(forms.ModelForm):
    """A new person; they sign in by a code sent to their address."""

    required_css_class = "required"

    email = forms.EmailField(label=_("E-mail address"))
    legal_name = NameField(label=_("Legal name"), max_length=150, help_text=_("Printed on certificates."))
    preferred_name = NameField(label=_("Preferred name"), max_length=60, required=False)
    groups = forms.ModelMultipleChoiceField(
        label=_("Roles"),
        queryset=Group.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["email", "legal_name", "preferred_name", "groups"]

    def separate_username_field(self) -> bool:
        """Return whether Wagtail's template should draw the user name apart; ours is the e-mail address."""
        return False

    def clean_email(self) -> str:
        """Return the address in lower case; another person must not have it in any case."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another person has this address."))
        return email


class PersonEditForm(PersonForm):
    """An existing person; nobody can shut their own account or change their own roles here."""

    def __init__(self, *args, editing_self: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]
            del self.fields["groups"]

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "is_active"]

"""allauth's forms in our words: labels above fields, no placeholder that repeats them, one plain rule for passwords."""

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("The same password again"),
    "oldpassword": _("Your password today"),
    "remember": _("Keep me signed in on this device"),
    "code": _("Code"),
}
PASSWORD_RULE = _("At least 10 characters. Three or four words that have nothing to do with each other are good.")


class PlainFields(forms.Form):
    """Gives the fields that allauth names our labels and takes its placeholders away."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_RULE


class LoginForm(PlainFields, allauth_forms.LoginForm):
    """Signing in with a password."""


class SignupForm(PlainFields, allauth_forms.SignupForm):
    """Creating an account; the names come from ``accounts.forms.SignupForm``."""


class RequestLoginCodeForm(PlainFields, allauth_forms.RequestLoginCodeForm):
    """Asking for a code to sign in."""


class ConfirmLoginCodeForm(PlainFields, allauth_forms.ConfirmLoginCodeForm):
    """The code to sign in."""


class ConfirmEmailVerificationCodeForm(PlainFields, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class ConfirmPasswordResetCodeForm(PlainFields, allauth_forms.ConfirmPasswordResetCodeForm):
    """The code to set a new password."""


class ResetPasswordForm(PlainFields, allauth_forms.ResetPasswordForm):
    """Asking for a new password."""


class ResetPasswordKeyForm(PlainFields, allauth_forms.ResetPasswordKeyForm):
    """The new password after a reset."""


class ChangePasswordForm(PlainFields, allauth_forms.ChangePasswordForm):
    """A new password for the old one."""


class SetPasswordForm(PlainFields, allauth_forms.SetPasswordForm):
    """A first password for somebody who signed in by code."""


class ChangeEmailForm(PlainFields, allauth_forms.ChangeEmailForm):
    """Another address."""


class ReauthenticateForm(PlainFields, allauth_forms.ReauthenticateForm):
    """The password once more."""


class AuthenticateForm(PlainFields, mfa_forms.AuthenticateForm):
    """The second factor at sign-in."""


class ReauthenticateByCodeForm(PlainFields, mfa_forms.ReauthenticateForm):
    """The second factor once more."""


class ActivateTOTPForm(PlainFields, totp_forms.ActivateTOTPForm):
    """The first six digits of a new authenticator app."""

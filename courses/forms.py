"""What students and staff send, as values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models import CoursePage, Enrolment


class PositionForm(forms.Form):
    """How far down the page the student has read, in percent of its height."""

    position = forms.IntegerField(min_value=0, max_value=100)


class GrantSeatForm(forms.Form):
    """Whom staff give a seat, in which course."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of an account that exists already."))
    course = forms.ModelChoiceField(CoursePage.objects.live().order_by("title"), label=_("Course"))

    def clean_email(self) -> User:
        student = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if student is None:
            raise forms.ValidationError(_("Nobody has an account with this address. Ask them to sign up first."))
        return student

    def seat(self) -> dict[str, Any]:
        """Return the student and the course."""
        return {"student": self.cleaned_data["email"], "course": self.cleaned_data["course"]}


class ChangeAccessForm(forms.Form):
    """What becomes of a seat, and why."""

    access = forms.ChoiceField(label=_("Access"), choices=Enrolment.Access.choices)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the history of the seat. A payment that changes later may change the access again."),
    )

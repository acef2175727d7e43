"""What people type about certificates, turned into values."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from certificates.names import clean_name
from certificates.verification import LARGEST_FILE


class FileForm(forms.Form):
    """A certificate's file, to be looked at and forgotten."""

    file = forms.FileField(label=_("PDF, PNG, SVG or JSON file"))

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than any of ours: at most 3 MB."))
        return file


class NameForm(forms.ModelForm):
    """The graduate's wish on who sees the name."""

    class Meta:
        model = Certificate
        fields = ["name_public"]


class ReasonForm(forms.Form):
    """Why staff decide so; verifiers read it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown to everyone who checks the certificate: no health data, no accusations."),
    )


class ReissueForm(ReasonForm):
    """A corrected name, and why."""

    name = forms.CharField(label=_("Corrected name"), max_length=150)
    field_order = ["name", "reason"]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

"""What the next edition of a course is called and costs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.models import CourseCopy, CoursePage
from courses.validation import check_price


class CopyForm(forms.Form):
    """A new title and address, a new price if it changes, and whether the pages are live at once."""

    title = forms.CharField(label=_("Title"), max_length=200)
    slug = forms.SlugField(label=_("Address"), max_length=100, help_text=_("Small letters, numbers and hyphens."))
    price_minor = forms.IntegerField(
        label=_("Price in minor units"), required=False, min_value=0, max_value=2_000_000_000,
        help_text=_("In pence or cents: 129500 is £1,295. Empty: as now."),
    )  # fmt: skip
    keep_live = forms.ChoiceField(
        label=_("The copied pages are"),
        choices=[("", _("drafts, to be published one by one")), ("live", _("live at once, where they are live now"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def __init__(self, *args: Any, course: CoursePage, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        if not may_publish:
            del self.fields["keep_live"]

    def clean_slug(self) -> str:
        """An address that is taken is refused, unless it is that of this very copy: then the button came twice."""
        slug = str(self.cleaned_data["slug"])
        is_copy = CourseCopy.objects.filter(slug=slug, source=self.course).exclude(
            result=None, finished_at__isnull=False
        )
        if not is_copy.exists() and not Page._slug_is_available(slug, self.course.get_parent()):
            raise ValidationError(_t("There is a page with this address already. Choose another."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("price_minor") is not None:
            check_price(cleaned["price_minor"], self.course.currency)
        return cleaned

    def wanted(self) -> dict[str, Any]:
        """Return what the service needs to know."""
        return self.cleaned_data | {"keep_live": self.cleaned_data.get("keep_live") == "live"}

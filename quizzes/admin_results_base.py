"""What the pages of results share: who may read them, and where they stand."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

PERMISSION = "quizzes.view_attempt"


def may_read(request: HttpRequest) -> bool:
    """Whoever may view attempts may read what they add up to."""
    return bool(request.user.has_perm(PERMISSION))


class ResultsGate:
    """Let those in who may view attempts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read(request):
            raise PermissionDenied
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))  # type: ignore[misc]


class ResultsPage(ResultsGate, WagtailAdminTemplateMixin, TemplateView):
    """A page below Results."""

    page_title = _("Results")
    header_icon = "table"

    def get_trail(self) -> list[dict[str, Any]]:
        """Return the pages between Results and this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        results = {"url": reverse("results"), "label": _("Results")}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), results, *self.get_trail(), here]


class ResultsMenuItem(MenuItem):
    """Shown to those who may read the pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request)

"""The health of the content as staff read it: a report, worst first, each line leading to where it can be mended."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from accounts.reports import without_formula
from content.health.finding import Kind, Severity
from content.models import HealthFinding

PERMISSION = "content.view_healthfinding"


def groups(_request: HttpRequest | None) -> QuerySet[Page]:
    """Return the courses about which there are findings."""
    return Page.objects.filter(pk__in=HealthFinding.objects.exclude(group=None).values("group")).order_by("title")


class HealthFilterSet(WagtailFilterSet):
    """What kind, how bad, in which course."""

    severity = django_filters.ChoiceFilter(label=_("Severity"), choices=Severity.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    group = django_filters.ModelChoiceFilter(label=_("Course"), queryset=groups)

    class Meta:
        model = HealthFinding
        fields: list[str] = []


def edit_url(finding: HealthFinding) -> str:
    """Return where the finding can be mended: a page's editor at the block or field, or an entry of the library."""
    if finding.image_id:
        return reverse("wagtailimages:edit", args=[finding.image_id])
    if finding.document_id:
        return reverse("wagtaildocs:edit", args=[finding.document_id])
    place = f"block-{finding.place}-section" if "-" in finding.place else f"panel-child-content-{finding.place}-section"
    return reverse("wagtailadmin_pages:edit", args=[finding.page_id]) + (f"#{place}" if finding.place else "")


def where(finding: HealthFinding) -> str:
    """Return the title of the page, picture or document."""
    return str(next(filter(None, (finding.page, finding.image, finding.document)), ""))


class HealthReportView(ReportView):
    """Reports → Content health; for editors and administrators."""

    page_title = _("Content health")
    header_icon = "clipboard-list"
    model = HealthFinding
    index_url_name = "content_health"
    index_results_url_name = "content_health_results"
    filterset_class = HealthFilterSet
    default_ordering = "severity"
    columns = [
        TitleColumn("where", label=_("Where"), accessor=where, get_url=edit_url),
        Column("severity", label=_("Severity"), accessor="get_severity_display", sort_key="severity"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("text", label=_("What")),
        Column("answer", label=_("Last answer"), accessor="link.answer"),
        Column("checked_at", label=_("Asked"), accessor="link.checked_at"),
        Column("group", label=_("Course"), accessor="group"),
        Column("found_at", label=_("Found"), sort_key="found_at"),
    ]
    list_export = ["page.title", "group.title", "get_severity_display", "get_kind_display", "text", "link.answer",
                   "link.checked_at", "found_at"]  # fmt: skip

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[HealthFinding]:
        self.queryset = HealthFinding.objects.select_related("page", "group", "link", "image", "document")
        return super().get_queryset()

    def get_filename(self) -> str:
        return "content-health"

    def to_row_dict(self, item: HealthFinding) -> dict[str, Any]:
        return {field: without_formula(value) for field, value in super().to_row_dict(item).items()}


class HealthMenuItem(MenuItem):
    """Shown to those who may read the report."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm(PERMISSION)


def menu_item() -> MenuItem:
    """Return the entry under Reports."""
    return HealthMenuItem(_("Content health"), reverse("content_health"), icon_name="clipboard-list", order=850)


def admin_urls() -> list[URLPattern]:
    """Serve the listing and its results for filtering."""
    return [
        path("reports/content-health/", HealthReportView.as_view(), name="content_health"),
        path(
            "reports/content-health/results/",
            HealthReportView.as_view(results_only=True),
            name="content_health_results",
        ),
    ]

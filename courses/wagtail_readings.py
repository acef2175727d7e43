"""Who must confirm one change, and who has: a list to filter, to remind from and to take along as a table."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from accounts.reports import without_formula
from courses.models import EditNotice, NoticeReading


class ReadingFilterSet(WagtailFilterSet):
    """Confirmed or not, mailed or not."""

    confirmed = django_filters.BooleanFilter(
        field_name="acknowledged_at", lookup_expr="isnull", exclude=True, label=_("Confirmed")
    )
    mailed = django_filters.BooleanFilter(field_name="mailed_at", lookup_expr="isnull", exclude=True, label=_("Mailed"))

    class Meta:
        model = NoticeReading
        fields: list[str] = []


class ReadingsView(ReportView):
    """One change: what students were told, how many have confirmed, each of them."""

    model = NoticeReading
    header_icon = "warning"
    page_title = _("Change")
    template_name = "courses/admin/readings.html"
    filterset_class = ReadingFilterSet
    default_ordering = "student__legal_name"
    is_searchable = False
    columns = [
        Column("student", label=_("Student")),
        Column("student.email", label=_("E-mail"), sort_key="student__email"),
        DateColumn("mailed_at", label=_("Mailed"), sort_key="mailed_at"),
        DateColumn("acknowledged_at", label=_("Confirmed"), sort_key="acknowledged_at"),
    ]
    list_export = ["student", "student.email", "mailed_at", "acknowledged_at"]
    export_headings = {"student": _("Student"), "student.email": _("E-mail")}
    notice: EditNotice

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        notices = EditNotice.objects.select_related("page", "by")
        self.notice = get_object_or_404(notices, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("courses.view_editnotice"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.notice.page.title

    def get_index_url(self) -> str:
        return reverse("changes_staff:readings", args=[self.notice.pk])

    def get_index_results_url(self) -> str:
        return reverse("changes_staff:readings_results", args=[self.notice.pk])

    def get_queryset(self) -> QuerySet[NoticeReading]:
        self.queryset = self.notice.readings.select_related("student")
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        counts = self.notice.readings.aggregate(asked=Count("pk"), done=Count("pk", filter=~Q(acknowledged_at=None)))
        may_remind = self.request.user.has_perm("courses.change_editnotice") and counts["done"] < counts["asked"]
        return super().get_context_data(*args, **kwargs) | {
            "notice": self.notice,
            "counts": counts,
            "may_remind": may_remind,
        }

    def get_filename(self) -> str:
        return f"change-{self.notice.pk}"

    def to_row_dict(self, item: NoticeReading) -> dict[str, Any]:
        row = super().to_row_dict(item) | {"student": str(item.student)}
        return {field: without_formula(value) for field, value in row.items()}

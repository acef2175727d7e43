"""The audit trail as staff read it: newest first, filtered, never editable."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from accounts.models import AuditRecord

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class AuditFilterSet(WagtailFilterSet):
    """Which noun, which row, since when."""

    action = django_filters.CharFilter(label=_("Action begins with"), lookup_expr="startswith")
    target_type = django_filters.CharFilter(label=_("Kind of thing"), lookup_expr="icontains")
    target_id = django_filters.CharFilter(label=_("Its number"))
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditRecord
        fields: list[str] = []


class AuditReportView(ReportView):
    """Reports → Audit trail; for finance and administrators."""

    page_title = _("Audit trail")
    header_icon = "history"
    model = AuditRecord
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    filterset_class = AuditFilterSet
    default_ordering = "-at"
    columns = [
        Column("at", label=_("When"), sort_key="at"),
        Column("who", label=_("Who"), accessor="who"),
        Column("action", label=_("What"), sort_key="action"),
        Column("target", label=_("Of"), accessor="target_label"),
        Column("from_value", label=_("From")),
        Column("to_value", label=_("To")),
        Column("reason", label=_("Why")),
        Column("address", label=_("Address")),
    ]
    list_export = ["at", "who", "action", "target_label", "from_value", "to_value", "reason", "address"]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("accounts.view_auditrecord"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[AuditRecord]:
        self.queryset = AuditRecord.objects.select_related("actor")
        return super().get_queryset()

    def get_filename(self) -> str:
        return "audit-trail"

    def to_row_dict(self, item: AuditRecord) -> dict:
        return {field: without_formula(value) for field, value in super().to_row_dict(item).items()}


def without_formula(value: object) -> object:
    """Return ``value`` so that a spreadsheet shows it and does not calculate it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value

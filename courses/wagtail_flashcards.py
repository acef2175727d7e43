"""What students report about cards, in the staff area: a list, one to read, and the word that it is settled."""

from typing import Any, cast

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.models import User
from accounts.record_viewset import RecordViewSet
from courses.flashcards.sources import source_of
from courses.models import CardReport
from courses.services.flashcards import settle_report


def report_url(report: CardReport) -> str:
    """Return the staff's page about a report."""
    return reverse("card_reports:inspect", args=[report.pk])


class CardReportFilterSet(WagtailFilterSet):
    """Those that wait, or those that are settled."""

    settled_at = django_filters.BooleanFilter(lookup_expr="isnull", exclude=True, label=_("Settled"))

    class Meta:
        model = CardReport
        fields = ["settled_at"]


class CardReportIndexView(generic.IndexView):
    """All reports, those that wait first; a constant number of queries."""

    any_permission_required = ["view"]
    page_title = _("Card reports")

    def get_base_queryset(self) -> QuerySet[CardReport]:
        return CardReport.objects.select_related("student")

    def get_edit_url(self, instance: CardReport) -> str:
        return report_url(instance)


class CardReportInspectView(generic.InspectView):
    """One report: what the card asks, what is said to be wrong, the way to the entry behind it."""

    any_permission_required = ["view"]
    page_title = _("Card report")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = source_of(self.object.key)
        return super().get_context_data(**kwargs) | {
            "report": self.object,
            "entry_url": source.staff_url(self.object.key) if source else "",
            "may_settle": self.user_has_permission("change"),
        }


class SettleView(PermissionCheckedMixin, View):
    """Say that a report is dealt with."""

    model = CardReport
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Settle it, and go back to the list."""
        settle_report(report=get_object_or_404(CardReport, pk=pk), actor=cast(User, request.user), at=timezone.now())
        messages.success(request, _t("Settled."))
        return redirect("card_reports:index")


class CardReportViewSet(RecordViewSet):
    """The list and what opens from it; a report is never edited by hand."""

    model = CardReport
    name = "card_reports"
    url_prefix = "card-reports"
    icon = "warning"
    menu_label = _("Card reports")
    menu_order = 600
    index_view_class = CardReportIndexView
    inspect_view_class = CardReportInspectView
    inspect_template_name = "courses/admin/card_report.html"
    inspect_view_fields = ["question", "words", "key", "student", "reported_at", "settled_at", "settled_by"]
    filterset_class = CardReportFilterSet
    search_fields = ["question", "words", "key"]
    form_fields = ["words"]
    list_display = [
        TitleColumn("question", label=_("Card"), get_url=report_url),
        Column("words", label=_("What is wrong")),
        DateColumn("reported_at", label=_("Reported"), sort_key="reported_at"),
        DateColumn("settled_at", label=_("Settled"), sort_key="settled_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path(
                "<int:pk>/settle/",
                SettleView.as_view(permission_policy=self.permission_policy),
                name="settle",
            ),
        ]

"""Certificates in the staff area: a list to search, one certificate to read, and what staff may decide about it."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from accounts.models import AuditRecord
from accounts.record_viewset import RecordViewSet
from certificates.models import Certificate
from certificates.states import State
from certificates.wagtail_decisions import DECISIONS, DecisionView


class CertificateFilterSet(WagtailFilterSet):
    """By state."""

    state = django_filters.MultipleChoiceFilter(choices=State.choices, label=_("State"))

    class Meta:
        model = Certificate
        fields = ["state"]


class CertificateIndexView(generic.IndexView):
    """All certificates, newest first; a constant number of queries."""

    any_permission_required = ["view", "change"]

    def get_base_queryset(self) -> QuerySet[Certificate]:
        return Certificate.objects.select_related("student")

    def get_edit_url(self, instance: Certificate) -> str:
        return reverse("certificates_staff:inspect", args=[instance.pk])


class CertificateInspectView(generic.InspectView):
    """One certificate: what is printed, its history, and the decisions that are open."""

    any_permission_required = ["view", "change"]
    page_title = _("Certificate")

    @property
    def header_more_buttons(self) -> list[Button]:
        """Offer the public page and, to who may, the decisions that its state allows."""
        buttons = [Button(_("Public page"), url=self.object.get_absolute_url(), icon_name="view", priority=10)]
        if self.user_has_permission("change"):
            buttons += [
                Button(decision.title, url=decision.url(self.object), icon_name=decision.icon, priority=20)
                for decision in DECISIONS.values()
                if decision.is_open_for(self.object)
            ]
        return buttons

    def get_assessed_display_value(self) -> str:
        return "; ".join(self.object.assessed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = AuditRecord.objects.about(self.object)
        return super().get_context_data(**kwargs) | {"history": history}


class CertificateViewSet(RecordViewSet):
    """The list and what opens from it; a certificate is never added, edited or deleted by hand."""

    model = Certificate
    name = "certificates_staff"
    url_prefix = "certificates"
    icon = "certificate"
    menu_label = _("Certificates")
    menu_order = 400
    index_view_class = CertificateIndexView
    inspect_view_class = CertificateInspectView
    inspect_template_name = "certificates/admin/inspect.html"
    filterset_class = CertificateFilterSet
    search_fields = ["code", "name", "title", "student__email"]
    ordering = ["-issued_at"]
    form_fields = ["name_public"]
    inspect_view_fields = [
        *("code", "state", "state_at", "state_reason", "name", "title", "course_title", "level"),
        *("hours_theory", "hours_practice", "assessed", "result", "awarding_body", "qualification_number"),
        *("signatory", "signatory_role", "completed_at", "issued_at", "expires_at", "superseded_by"),
    ]
    list_display = [
        TitleColumn("code", label=_("Code"), get_url=lambda one: reverse("certificates_staff:inspect", args=[one.pk])),
        Column("name", label=_("Name")),
        Column("title", label=_("Certificate")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("issued_at", label=_("Issued"), sort_key="issued_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/<slug:decision>/", DecisionView.as_view(), name="decide"),
        ]

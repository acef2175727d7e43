"""Changes in the staff area: what students were told, and who has confirmed what concerns safety."""

from typing import Any, cast

import django_filters
from django.contrib import messages
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.models import User
from accounts.record_viewset import RecordViewSet
from courses.edit_rules import EditKind
from courses.models import EditNotice
from courses.services.acknowledging import TooSoon, remind
from courses.wagtail_readings import ReadingsView


def notice_url(notice: EditNotice) -> str:
    """Return the staff's page about a change."""
    return reverse("changes_staff:readings", args=[notice.pk])


def confirmed(notice: Any) -> str:
    """Say in a table's cell how many have confirmed: “12 of 40”; nothing where nobody must."""
    if notice.kind != EditKind.SAFETY:
        return ""
    return _t("%(done)s of %(all)s") % {"done": notice.confirmed_count, "all": notice.asked_count}


class ChangeFilterSet(WagtailFilterSet):
    """By kind, and those that somebody still has to confirm."""

    kind = django_filters.MultipleChoiceFilter(choices=EditKind.choices, label=_("Kind"))
    waiting = django_filters.BooleanFilter(method="filter_waiting", label=_("Waits for students"))

    class Meta:
        model = EditNotice
        fields = ["kind"]

    def filter_waiting(self, notices: QuerySet[EditNotice], _name: str, value: bool) -> QuerySet[EditNotice]:
        is_waiting = Q(confirmed_count__lt=F("asked_count"))
        return notices.filter(is_waiting if value else ~is_waiting)


class ChangeIndexView(generic.IndexView):
    """All changes of live steps, the newest first; a constant number of queries."""

    any_permission_required = ["view"]
    page_title = _("Changes")

    def get_base_queryset(self) -> QuerySet[EditNotice]:
        done = Count("readings", filter=Q(readings__acknowledged_at__isnull=False))
        notices = EditNotice.objects.select_related("page", "by")
        return notices.annotate(asked_count=Count("readings"), confirmed_count=done)

    def get_edit_url(self, instance: EditNotice) -> str:
        return notice_url(instance)


class RemindView(PermissionCheckedMixin, View):
    """Mail once more to those who have not confirmed."""

    model = EditNotice
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = get_object_or_404(EditNotice, pk=pk)
        try:
            count = remind(notice=notice, at=timezone.now(), actor=cast("User", request.user))
        except TooSoon:
            messages.error(request, _t("The last mail about this is less than a day old. Wait until tomorrow."))
        else:
            words = ngettext("%(count)s student is reminded.", "%(count)s students are reminded.", count)
            messages.success(request, words % {"count": count})
        return redirect(notice_url(notice))


class ChangeViewSet(RecordViewSet):
    """The list and what opens from it; a change is never edited or deleted by hand."""

    model = EditNotice
    name = "changes_staff"
    url_prefix = "changes"
    icon = "warning"
    menu_label = _("Changes")
    menu_order = 150
    index_view_class = ChangeIndexView
    filterset_class = ChangeFilterSet
    search_fields = ["page__title", "note"]
    ordering = ["-at"]
    form_fields = ["kind"]
    list_display = [
        TitleColumn("page", label=_("Step"), get_url=notice_url),
        Column("short_kind", label=_("Kind"), sort_key="kind"),
        Column("note", label=_("Note")),
        Column("by", label=_("Written by")),
        DateColumn("at", label=_("Published"), sort_key="at"),
        Column("confirmed", label=_("Confirmed"), accessor=confirmed),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", ReadingsView.as_view(), name="readings"),
            path("<int:pk>/results/", ReadingsView.as_view(results_only=True), name="readings_results"),
            path("<int:pk>/remind/", RemindView.as_view(), name="remind"),
        ]

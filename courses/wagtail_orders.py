"""Orders in the staff area: what was bought, what moved, what Stripe told us, what was done, what finance may do."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from accounts.models import AuditRecord
from accounts.record_viewset import RecordViewSet
from courses.models import Order
from courses.money_format import format_money
from courses.money_rules import OrderState
from courses.wagtail_order_acts import GoodwillView, RefundView, SyncView

#: What staff should look at: the machine could not decide, or an issued certificate may stand on less money.
REVIEW = Q(state=OrderState.NEEDS_REVIEW) | Q(state=OrderState.PART_REFUNDED, goodwill=False) | Q(
    state__in=[OrderState.DISPUTED, OrderState.INQUIRY]
)  # fmt: skip
HANDLE = "courses.handle_money"


def order_url(order: Order) -> str:
    """Return the staff's page about an order."""
    return reverse("orders_staff:inspect", args=[order.pk])


def total(order: Order) -> str:
    """Show the price in a table's cell."""
    return format_money(order.total_minor, order.currency)


class OrderFilterSet(WagtailFilterSet):
    """By state, and those that wait for somebody to look."""

    state = django_filters.MultipleChoiceFilter(choices=OrderState.choices, label=_("State"))
    review = django_filters.BooleanFilter(method="filter_review", label=_("Waits for staff"))

    class Meta:
        model = Order
        fields = ["state"]

    def filter_review(self, orders: QuerySet[Order], _name: str, value: bool) -> QuerySet[Order]:
        return orders.filter(REVIEW) if value else orders.exclude(REVIEW)


class OrderIndexView(generic.IndexView):
    """All orders, the newest first; a constant number of queries."""

    any_permission_required = ["view"]
    page_title = _("Orders")

    def get_base_queryset(self) -> QuerySet[Order]:
        return Order.objects.select_related("student")

    def get_edit_url(self, instance: Order) -> str:
        return order_url(instance)


class OrderInspectView(generic.InspectView):
    """One order with its ledger, events, tries and everything that was done to it."""

    any_permission_required = ["view"]
    page_title = _("Order")

    def get_object(self, queryset: QuerySet[Order] | None = None) -> Order:
        return super().get_object(Order.objects.select_related("student", "course"))

    header_more_buttons: list[Button] = []  # what may be done stands on the page itself

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.object
        history = AuditRecord.objects.about(order)
        return super().get_context_data(**kwargs) | {
            "order": order,
            "may_handle": self.request.user.has_perm(HANDLE),
            "ledger": order.ledger.all(),
            "events": order.events.defer("payload").order_by("-received_at")[:100],
            "tries": order.tries.all(),
            "notices": order.notices.order_by("pk"),
            "history": history,
        }


class OrderViewSet(RecordViewSet):
    """The list and what opens from it; an order is never edited or deleted by hand."""

    model = Order
    name = "orders_staff"
    url_prefix = "orders"
    icon = "list-ul"
    menu_label = _("Orders")
    menu_order = 200
    index_view_class = OrderIndexView
    inspect_view_class = OrderInspectView
    inspect_template_name = "courses/admin/order.html"
    inspect_view_fields = ["student", "title", "created_at", "cleared_at", "synced_at", "goodwill", "payment_kind"]
    filterset_class = OrderFilterSet
    search_fields = ["reference", "title", "student__email", "student__legal_name"]
    ordering = ["-created_at"]
    form_fields = ["goodwill"]
    list_display = [
        TitleColumn("reference", label=_("Order"), get_url=order_url),
        Column("student", label=_("Student")),
        Column("title", label=_("Course")),
        Column("total", label=_("Price"), accessor=total),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("created_at", label=_("Ordered"), sort_key="created_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/sync/", SyncView.as_view(), name="sync"),
            path("<int:pk>/refund/", RefundView.as_view(), name="refund"),
            path("<int:pk>/goodwill/", GoodwillView.as_view(), name="goodwill"),
        ]

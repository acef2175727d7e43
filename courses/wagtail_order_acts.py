"""What finance does to an order: ask Stripe anew, send money back, call a part refund goodwill."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from courses.forms_money import ReasonForm, RefundForm
from courses.gateway import PaymentRefused, PaymentServiceDown
from courses.models import Order
from courses.services.refunds import NothingToRefund, NotPartRefunded, mark_goodwill, refund_order
from courses.services.sync import sync


class OrderActMixin(View):
    """Finds the order, for those who may handle money."""

    order: Order

    @property
    def actor(self) -> User:
        """The person who acts; only a person has the permission."""
        return cast(User, self.request.user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm("courses.handle_money"):
            raise PermissionDenied
        self.order = get_object_or_404(Order, pk=kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("orders_staff:inspect", args=[self.order.pk])

    def finish(self, words: str, *, went_well: bool = True) -> HttpResponse:
        """Say what happened and show the order."""
        (messages.success if went_well else messages.error)(self.request, words)
        return redirect(self.get_success_url())


class SyncView(OrderActMixin):
    """Bring the order to what is true at Stripe."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Ask Stripe and say what the order is now."""
        try:
            order = sync(order=self.order, at=timezone.now())
        except (PaymentServiceDown, PaymentRefused) as error:
            return self.finish(_("Stripe did not answer: %(error)s") % {"error": error}, went_well=False)
        return self.finish(_("Stripe says: %(state)s.") % {"state": order.get_state_display()})


class OrderFormView(OrderActMixin, WagtailAdminTemplateMixin, FormView):
    """A form about one order."""

    template_name = "courses/admin/act_form.html"
    header_icon = "list-ul"

    def get_page_subtitle(self) -> str:
        return self.order.reference

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("orders_staff:index"), "label": _("Orders")},
            {"url": self.get_success_url(), "label": self.order.reference},
            {"url": "", "label": self.get_page_title()},
        ]


class RefundView(OrderFormView):
    """Send money back, all or part of it."""

    form_class = RefundForm
    page_title = gettext_lazy("Refund")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"order": self.order}

    def form_valid(self, form: RefundForm) -> HttpResponse:
        try:
            order = refund_order(
                order=self.order,
                amount_minor=form.amount_minor(),
                reason=form.cleaned_data["reason"],
                actor=self.actor,
                at=timezone.now(),
                charge_id=form.cleaned_data["charge"],
            )
        except (PaymentServiceDown, PaymentRefused, NothingToRefund) as error:
            form.add_error(None, _("Nothing was refunded: %(error)s") % {"error": error})
            return self.form_invalid(form)
        return self.finish(_("Refund asked for. The order is now: %(state)s.") % {"state": order.get_state_display()})


class GoodwillView(OrderFormView):
    """Say that a part refund was goodwill."""

    form_class = ReasonForm
    page_title = gettext_lazy("Mark the refund as goodwill")

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        try:
            mark_goodwill(order=self.order, reason=form.cleaned_data["reason"], actor=self.actor, at=timezone.now())
        except NotPartRefunded:
            return self.finish(_("Only a part refund can be goodwill."), went_well=False)
        return self.finish(_("Marked as goodwill. It does not keep the certificate back."))

"""Buying a course and looking after one's orders."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from courses.gateway import PaymentRefused, PaymentServiceDown
from courses.models import CoursePage, Order
from courses.money_rules import PAYABLE_STATES
from courses.order_words import words_for
from courses.rate_limit import is_too_often
from courses.services.orders import NotPayable, OrderRefused, open_checkout, place_order
from courses.services.sync import sync

CHECKOUTS_PER_MINUTE = 10
RETURNS_PER_MINUTE = 30
ORDERS_PER_PAGE = 20


@never_cache
@login_required
def checkout_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Place the order and send the buyer to the checkout page; a free course is entered at once.

    Someone who had to sign in on the way comes back with GET, and is taken to the course to press the button again.
    """
    course = get_object_or_404(CoursePage.objects.live(), slug=slug)
    if request.method != "POST":
        return redirect(course.url)
    if is_too_often(what="checkout", who=request.user.pk, limit=CHECKOUTS_PER_MINUTE):
        return render(request, "courses/checkout_too_often.html", {"course": course}, status=429)
    try:
        order = place_order(student=cast(User, request.user), course=course, at=timezone.now())
    except OrderRefused as refusal:
        context = {"course": course, "message": refusal.message, "order": refusal.order}
        return render(request, "courses/checkout_refused.html", context, status=409)
    return _to_checkout(request, order, course) if order.total_minor else redirect("order_detail", order.reference)


def _to_checkout(request: HttpRequest, order: Order, course: CoursePage) -> HttpResponse:
    here = request.build_absolute_uri
    try:
        attempt = open_checkout(
            order=order,
            at=timezone.now(),
            success_url=here(reverse("order_return", args=[order.reference])),
            cancel_url=here(reverse("order_detail", args=[order.reference])),
        )
    except NotPayable as paid:
        return redirect("order_detail", paid.order.reference)
    except (PaymentServiceDown, PaymentRefused):
        return render(request, "courses/checkout_down.html", {"course": course, "order": order}, status=503)
    return redirect(attempt.url)


@never_cache
@login_required
@require_safe
def order_return(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the checkout page sends the buyer back: asks Stripe what is true and shows it.

    Someone who reloads it all the time sees what the last answer was.
    """
    order = get_object_or_404(_own_orders(request), reference=reference)
    is_stale = is_too_often(what="return", who=request.user.pk, limit=RETURNS_PER_MINUTE)
    try:
        order = order if is_stale else sync(order=order, at=timezone.now())
    except (PaymentServiceDown, PaymentRefused):
        is_stale = True
    return _show(request, order, returned=True, is_stale=is_stale)


@never_cache
@login_required
def order_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One order of the person who asks."""
    return _show(request, get_object_or_404(_own_orders(request), reference=reference))


@never_cache
@login_required
def order_list(request: HttpRequest) -> HttpResponse:
    """Everything that the person who asks has ordered."""
    page_obj = Paginator(_own_orders(request), ORDERS_PER_PAGE).get_page(request.GET.get("page"))
    rows = [(order, words_for(order)) for order in page_obj]
    return render(request, "courses/order_list.html", {"page_obj": page_obj, "rows": rows})


def _own_orders(request: HttpRequest) -> QuerySet[Order]:
    return Order.objects.filter(student=request.user.pk).select_related("course", "student")


def _show(request: HttpRequest, order: Order, **context: bool) -> HttpResponse:
    return render(
        request,
        "courses/order_detail.html",
        {
            "order": order,
            "words": words_for(order),
            "ledger": order.ledger.all(),
            "may_pay": order.state in PAYABLE_STATES and order.course.live and order.course.on_sale,
        }
        | context,
    )

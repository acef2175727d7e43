"""Where courses meet Wagtail: the gate before pages and documents, and staff's Academy menu."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from courses.document_gate import may_have
from courses.models import Enrolment, Order, StepMixin
from courses.staff_waiting import WaitingLine, WaitingPanel
from courses.views import answer_step
from courses.wagtail_orders import REVIEW, OrderViewSet
from courses.wagtail_students import StudentViewSet

students = StudentViewSet()
orders = OrderViewSet()


@hooks.register("before_serve_page")
def ask_the_gate(page: Page, request: HttpRequest, _args: list, _kwargs: dict) -> HttpResponse | None:
    """A step reached through Wagtail's own routing passes the same gate as one reached by the lean route."""
    return answer_step(request, page) if isinstance(page, StepMixin) else None


@hooks.register("before_serve_document", order=0)
def guard_course_files(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """A file of a lesson is only for those who may open the lesson."""
    if may_have(request=request, document=document, at=timezone.now()):
        return None
    text = _("This file belongs to a course. Sign in with the account that has a seat in it.")
    return HttpResponse(
        text, status=403, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


@hooks.register("register_admin_viewset")
def register_students() -> StudentViewSet:
    """Serve the pages about seats."""
    return students


@hooks.register("register_academy_menu_item")
def students_menu_item() -> MenuItem:
    """Show Students first under Academy."""
    return students.get_menu_item(students.menu_order)


@hooks.register("register_admin_menu_item")
def academy_menu_item() -> SubmenuMenuItem:
    """Gather what each app registers by ``register_academy_menu_item``; Wagtail hides it where nothing is left."""
    menu = Menu(register_hook_name="register_academy_menu_item", construct_hook_name="construct_academy_menu")
    return SubmenuMenuItem(gettext_lazy("Academy"), menu, name="academy", icon_name="group", order=150)


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list) -> None:
    """Say first what waits for this person today."""
    panels.insert(0, WaitingPanel())


@hooks.register("register_academy_waiting")
def paused_seats(request: HttpRequest) -> list[WaitingLine]:
    """Seats that were paused wait for a decision."""
    if not request.user.has_perm("courses.change_enrolment"):
        return []
    count = Enrolment.objects.filter(access=Enrolment.Access.PAUSED).count()
    words = ngettext("seat is paused", "seats are paused", count)
    return [WaitingLine(count, words, f"{reverse('students_staff:index')}?access=paused")]


@hooks.register("register_admin_viewset")
def register_orders() -> OrderViewSet:
    """Serve the pages about orders."""
    return orders


@hooks.register("register_academy_menu_item")
def orders_menu_item() -> MenuItem:
    """Show Orders under Academy to who may see them."""
    return orders.get_menu_item(orders.menu_order)


@hooks.register("register_academy_waiting")
def orders_to_look_at(request: HttpRequest) -> list[WaitingLine]:
    """Orders that the machine could not decide, or that may cost a certificate, wait for finance."""
    if not request.user.has_perm("courses.handle_money"):
        return []
    count = Order.objects.filter(REVIEW).count()
    words = ngettext("order waits for a look", "orders wait for a look", count)
    return [WaitingLine(count, words, f"{reverse('orders_staff:index')}?review=true")]

"""Where courses meet Wagtail: the gate before pages and documents, and staff's Academy menu."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from content.health.finding import Check, Severity
from content.models import HealthFinding
from courses.document_gate import may_have
from courses.health import check_lesson
from courses.models import CardReport, Enrolment, Order, Post, StepMixin
from courses.staff_waiting import WaitingLine, WaitingPanel
from courses.views import answer_step
from courses.wagtail_changes import ChangeViewSet
from courses.wagtail_edits import refuse_unsaid_changes
from courses.wagtail_flashcards import CardReportViewSet
from courses.wagtail_imports import admin_urls as import_urls
from courses.wagtail_imports import menu_item as import_menu_item
from courses.wagtail_live import LiveSessionViewSet
from courses.wagtail_orders import REVIEW, OrderViewSet
from courses.wagtail_posts import PostViewSet
from courses.wagtail_students import StudentViewSet
from courses.wagtail_writing import course_buttons, courses_menu_item, register_course_urls

__all__ = ["course_buttons", "courses_menu_item", "register_course_urls"]  # registered where they are defined

students = StudentViewSet()
changes = ChangeViewSet()
orders = OrderViewSet()
posts = PostViewSet()
card_reports = CardReportViewSet()
register_snippet(LiveSessionViewSet)


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


@hooks.register("register_admin_urls")
def register_course_files() -> list[URLPattern]:
    """Serve the pages about courses as files."""
    return import_urls()


@hooks.register("register_academy_menu_item")
def course_files_menu_item() -> MenuItem:
    """Show Course files under Academy to who may publish courses."""
    return import_menu_item()


@hooks.register("before_bulk_action")
def ask_what_changes(request: HttpRequest, action_type: str, objects: list, action: object) -> HttpResponse | None:
    """A change of what students have never goes live without its kind."""
    pages = [page for page in objects if isinstance(page, Page)] if action_type == "publish" else []
    return refuse_unsaid_changes(request, pages) if request.method == "POST" else None


@hooks.register("register_admin_viewset")
def register_changes() -> ChangeViewSet:
    """Serve the pages about what students were told."""
    return changes


@hooks.register("register_academy_menu_item")
def changes_menu_item() -> MenuItem:
    """Show Changes under Academy to who may see them."""
    return changes.get_menu_item(changes.menu_order)


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


@hooks.register("register_admin_viewset")
def register_posts() -> PostViewSet:
    """Serve the pages about discussions."""
    return posts


@hooks.register("register_academy_menu_item")
def posts_menu_item() -> MenuItem:
    """Show Discussions under Academy to who may moderate them."""
    return posts.get_menu_item(posts.menu_order)


@hooks.register("register_academy_waiting")
def posts_to_look_at(request: HttpRequest) -> list[WaitingLine]:
    """Posts that were held back or reported wait for a decision."""
    if not request.user.has_perm("courses.change_post"):
        return []
    count = Post.objects.waiting().count()
    words = ngettext("post waits for a look", "posts wait for a look", count)
    return [WaitingLine(count, words, f"{reverse('posts_staff:index')}?waiting=true")]


@hooks.register("register_admin_viewset")
def register_card_reports() -> CardReportViewSet:
    """Serve the pages about what students report of cards."""
    return card_reports


@hooks.register("register_academy_menu_item")
def card_reports_menu_item() -> MenuItem:
    """Show Card reports under Academy to who may see them."""
    return card_reports.get_menu_item(card_reports.menu_order)


@hooks.register("register_academy_waiting")
def open_card_reports(request: HttpRequest) -> list[WaitingLine]:
    """Cards that students call wrong wait for an editor."""
    if not request.user.has_perm("courses.change_cardreport"):
        return []
    count = CardReport.objects.filter(settled_at=None).count()
    words = ngettext("card is reported as wrong", "cards are reported as wrong", count)
    return [WaitingLine(count, words, f"{reverse('card_reports:index')}?settled_at=false")]


@hooks.register("register_health_checks")
def register_lesson_check() -> Check:
    """Look for the parts of a lesson."""
    return check_lesson


@hooks.register("register_academy_waiting")
def content_to_mend(request: HttpRequest) -> list[WaitingLine]:
    """Errors in published pages wait for who may read the report."""
    if not request.user.has_perm("content.view_healthfinding"):
        return []
    count = HealthFinding.objects.filter(severity=Severity.ERROR).count()
    words = ngettext("error in the content", "errors in the content", count)
    return [WaitingLine(count, words, f"{reverse('content_health')}?severity={Severity.ERROR.value}")]

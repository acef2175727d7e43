"""Regrading in the Wagtail admin, and the certificates to decide about after it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from accounts.models import User
from courses.staff_waiting import WaitingLine
from quizzes.admin_bank import regrade_buttons
from quizzes.admin_regrades import RegradeViewSet
from quizzes.models import Question
from quizzes.services.doubts import open_doubts

regrades = RegradeViewSet()


@hooks.register("register_admin_viewset")
def register_regrades() -> RegradeViewSet:
    """Serve the pages about regrades."""
    return regrades


@hooks.register("register_academy_menu_item")
def regrades_menu_item() -> MenuItem:
    """Show Regrades under Academy to who may see them."""
    return regrades.get_menu_item(regrades.menu_order)


@hooks.register("register_snippet_listing_buttons")
def regrade_from_the_list(entry: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a question in the bank's list to its regrading."""
    if isinstance(entry, Question):
        yield from regrade_buttons(entry, user)


@hooks.register("register_academy_waiting")
def certificates_to_decide_about(request: HttpRequest) -> list[WaitingLine]:
    """Certificates whose pass a regrade took away wait for a decision."""
    if not request.user.has_perm("quizzes.change_doubt"):
        return []
    count = len(open_doubts())
    words = ngettext("certificate to decide about", "certificates to decide about", count)
    return [WaitingLine(count, words, reverse("regrades:doubts"))]


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """Let groups be given regrading and the decisions that follow from it."""
    wanted = ["view_regrade", "add_regrade", "change_doubt"]
    return Permission.objects.filter(content_type__app_label="quizzes", codename__in=wanted)

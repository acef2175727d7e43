"""Practicals and logs in the Wagtail admin."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.staff_waiting import WaitingLine
from quizzes.practice_staff import urls as practice


@hooks.register("register_admin_urls")
def register_practice() -> list[URLPattern]:
    """Serve the pages about practicals and logs."""
    return practice.admin_urls()


@hooks.register("register_academy_menu_item")
def practice_menu_item() -> MenuItem:
    """Show Practicals and logs under Academy to who assesses or assures."""
    return practice.menu_item()


@hooks.register("register_academy_waiting")
def practice_waiting(request: HttpRequest) -> Iterable[WaitingLine]:
    """Say what waits to be signed off or looked at."""
    return practice.waiting_lines(request)

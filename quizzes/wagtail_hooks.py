"""The question bank, the attempts and their results in the Wagtail admin; the rest is in modules of its own."""

from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from quizzes import wagtail_accommodations, wagtail_desk, wagtail_practice, wagtail_regrades
from quizzes.admin_attempts import AttemptViewSet
from quizzes.admin_bank import BankViewSetGroup
from quizzes.admin_exports import admin_urls as file_urls
from quizzes.admin_exports import menu_item
from quizzes.admin_move import MoveQuestions
from quizzes.admin_results_base import ResultsMenuItem
from quizzes.admin_try import admin_urls
from quizzes.urls_results import urlpatterns as results_urls

__all__ = ["wagtail_accommodations", "wagtail_desk", "wagtail_practice", "wagtail_regrades"]

register_snippet(BankViewSetGroup)
hooks.register("register_bulk_action", MoveQuestions)


@hooks.register("register_admin_viewset")
def attempts() -> AttemptViewSet:
    """List students' attempts for assessors."""
    return AttemptViewSet("attempts")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Add what stands beside the bank, files of questions, and the pages about results."""
    return [*admin_urls(), *file_urls(), *results_urls]


@hooks.register("register_question_bank_menu_item")
def question_files_menu_item() -> MenuItem:
    """Show the files after questions and cases."""
    return menu_item()


@hooks.register("register_admin_menu_item")
def results_menu_item() -> MenuItem:
    """Show Results below Attempts."""
    return ResultsMenuItem(_("Results"), reverse_lazy("results"), name="results", icon_name="table", order=261)

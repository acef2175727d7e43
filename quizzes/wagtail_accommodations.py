"""Accommodations in the Wagtail admin, and what an editor hears about draws."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from courses.models import Enrolment
from quizzes.admin_accommodations import AccommodationViewSet, grant_buttons
from quizzes.models import QuizPage
from quizzes.services.dealing import short_draws

accommodations = AccommodationViewSet()


@hooks.register("register_admin_viewset")
def register_accommodations() -> AccommodationViewSet:
    """Serve the pages about what students were granted."""
    return accommodations


@hooks.register("register_academy_menu_item")
def accommodations_menu_item() -> MenuItem:
    """Show Accommodations under Academy to who may see them."""
    return accommodations.get_menu_item(accommodations.menu_order)


@hooks.register("register_academy_seat_buttons")
def seat_buttons(request: HttpRequest, seat: Enrolment) -> list[Button]:
    """Lead from a student's page to what is granted them."""
    return grant_buttons(request.user, seat)


@hooks.register("after_publish_page")
def warn_of_short_draws(request: HttpRequest, page: Page) -> None:
    """Say which draws the bank cannot fill; students get what there is."""
    quiz = page.specific
    for place, wanted, found in short_draws(quiz) if isinstance(quiz, QuizPage) else ():
        words = _("Draw %(place)d asks for %(wanted)d questions; the bank holds %(found)d that are live and fit.")
        messages.warning(request, words % {"place": place, "wanted": wanted, "found": found})

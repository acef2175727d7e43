"""What the staff's pages about regrades share."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.generic import View

from accounts.models import User
from accounts.people import signed_in_user
from quizzes.models import Regrade
from quizzes.staff_page import StaffPage

SHOWN = 50


class RegradePage(StaffPage, View):
    """A page of the staff area below the list of regrades."""

    above = ("regrades:index", _("Regrades"))
    model: Any = Regrade
    permission_required = "view"
    header_icon = "rotate"

    @property
    def actor(self) -> User:
        """The person who acts."""
        return signed_in_user(self.request)


def one_page(request: HttpRequest, rows: Any) -> dict[str, Any]:
    """Return the page of ``rows`` that the address asks for, as the pagination's template wants it."""
    page: Page = Paginator(rows, SHOWN).get_page(request.GET.get("p"))
    return {"rows": page, "elided_page_range": page.paginator.get_elided_page_range(page.number)}

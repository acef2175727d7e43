"""What the staff's pages share: who may come in, and the frame around them."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from courses.access import Person

ASSESS = "quizzes.assess_practice"
ASSURE = "quizzes.quality_assure_practice"


def may_enter(user: Person) -> bool:
    """Whether somebody has anything to do here."""
    return user.has_perm(ASSESS) or user.has_perm(ASSURE)


@method_decorator(never_cache, name="dispatch")
class ForPractice(View):
    """Only for those who hold one of ``needed``."""

    needed: tuple[str, ...] = (ASSESS,)

    @property
    def actor(self) -> User:
        """The person who acts."""
        return cast("User", self.request.user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not any(request.user.has_perm(permission) for permission in self.needed):
            raise PermissionDenied


class PracticePage(ForPractice, WagtailAdminTemplateMixin, TemplateView):
    """A page below “Practicals and logs”."""

    header_icon = "clipboard-list"
    page_title = gettext_lazy("Practicals and logs")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("practice_staff"), "label": _("Practicals and logs")},
            {"url": "", "label": self.get_page_title()},
        ]

    def answer(self, *, status: int = 200, **context: Any) -> Any:
        """Draw the page with ``context``."""
        return self.render_to_response(self.get_context_data(**context), status=status)

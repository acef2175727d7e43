"""Previews of course pages as those see them who count: somebody unknown, and a student with a seat."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.access_answer import Access, Reason

VISITOR, STUDENT = "visitor", "student"
NAMES = {VISITOR: _("As a visitor"), STUDENT: _("As an enrolled student")}


class PreviewAs:
    """Offers both views in the preview panel, whose own widths show the phone; the first is the default."""

    preview_order = (VISITOR, STUDENT)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The views by name and word, as Wagtail wants them."""
        return [(mode, NAMES[mode]) for mode in self.preview_order]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Remember for whom the page is drawn; a visitor has no account in the header either."""
        mode = mode_name if mode_name in NAMES else self.preview_order[0]
        request.is_preview = True  # type: ignore[attr-defined]
        request.preview_as = mode  # type: ignore[attr-defined]
        if mode == VISITOR:
            request.user = AnonymousUser()
        return self.draw_preview(request)

    def draw_preview(self, request: HttpRequest) -> HttpResponse:
        """Draw the page; a page type that is not served straight away says how."""
        return super().serve_preview(request, request.preview_as)  # type: ignore[misc, attr-defined]


def preview_access(request: HttpRequest, course_id: int) -> Access:
    """Return how the one stands for whom a preview is drawn; the student's seat exists only on this page."""
    if getattr(request, "preview_as", VISITOR) == VISITOR:
        return Access(False, Reason.ANONYMOUS)
    seats = apps.get_model("courses", "Enrolment")
    seat = seats(student_id=request.user.pk or 0, course_id=course_id, started_at=timezone.now())
    return Access(True, Reason.ENROLLED, enrolment=seat)

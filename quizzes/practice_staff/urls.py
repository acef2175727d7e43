"""Addresses below the staff area, the entry in its menu, and what waits on its first page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem

from courses.staff_waiting import WaitingLine
from quizzes.models import LogEntry, Observation
from quizzes.practice_staff import observing, quality, queue, waiting
from quizzes.practice_staff.common import ASSESS, ASSURE, may_enter


class PracticeMenuItem(MenuItem):
    """Shown to whom the pages are open."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_enter(request.user)


def menu_item() -> MenuItem:
    """Return the entry under Academy."""
    address = reverse("practice_staff")
    return PracticeMenuItem(_("Practicals and logs"), address, name="practice", icon_name="clipboard-list", order=160)


def admin_urls() -> list[URLPattern]:
    """Return the addresses below the staff area."""
    pages = [
        ("", waiting.WaitingView, "practice_staff"),
        ("practicals/<int:pk>/", waiting.PracticalView, "practice_staff_practical"),
        ("observations/<int:pk>/", observing.ObservationView, "practice_staff_observation"),
        ("observations/<int:pk>/record/", observing.RecordView, "practice_staff_record"),
        ("evidence/<str:token>/", observing.EvidenceView, "practice_staff_evidence"),
        ("logs/<int:page_id>/<int:seat_id>/", queue.QueueView, "practice_staff_log"),
        ("quality/", quality.QualityView, "practice_staff_quality"),
        ("quality/observations/<int:pk>/", quality.DecideObservationView, "practice_staff_decide_observation"),
        ("quality/entries/<int:pk>/", quality.DecideEntryView, "practice_staff_decide_entry"),
    ]
    return [path(f"practice/{route}", view.as_view(), name=name) for route, view, name in pages]


def waiting_lines(request: HttpRequest) -> Iterator[WaitingLine]:
    """Yield what waits for an assessor and for quality assurance."""
    if request.user.has_perm(ASSESS):
        count = LogEntry.objects.submitted().count()
        words = ngettext("entry of a log waits to be signed off", "entries of logs wait to be signed off", count)
        yield WaitingLine(count, words, reverse("practice_staff"))
        drafts = Observation.objects.drafts().filter(assessor=request.user.pk).count()
        words = ngettext("observation of yours is not signed yet", "observations of yours are not signed yet", drafts)
        yield WaitingLine(drafts, words, reverse("practice_staff"))
    if request.user.has_perm(ASSURE):
        count = Observation.objects.for_quality().count() + LogEntry.objects.for_quality().count()
        words = ngettext("sampled record waits for you", "sampled records wait for you", count)
        yield WaitingLine(count, words, reverse("practice_staff_quality"))

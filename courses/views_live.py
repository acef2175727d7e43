"""The door of a live session, and its file for calendars: for those with a seat in its course."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.access import seat_of
from courses.calendar_file import calendar_of
from courses.models import LiveSession


@never_cache
@login_required
@require_safe
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead into the session while its door is open, else say when it opens or that it is over."""
    session, at = _session(pk), timezone.now()
    if not _may_enter(request, session):
        return _refuse(request, session)
    if session.join_url and session.is_open(at):
        return HttpResponseRedirect(session.join_url)
    return render(request, "courses/live_door.html", {"session": session, "is_over": session.is_over(at)})


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the session as a file for calendars."""
    session = _session(pk)
    if not _may_enter(request, session):
        return _refuse(request, session)
    address = request.build_absolute_uri(reverse("live_session_join", args=[pk]))
    text = calendar_of(session, address=address, course_title=session.course.title, at=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{session.key}.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _session(pk: int) -> LiveSession:
    return get_object_or_404(LiveSession.objects.select_related("course"), pk=pk)


def _may_enter(request: HttpRequest, session: LiveSession) -> bool:
    """A seat that is open now, or work on the course itself."""
    if seat_of(request.user, session.course_id).allowed:
        return True
    return session.course.permissions_for_user(request.user).can_edit()


def _refuse(request: HttpRequest, session: LiveSession) -> HttpResponse:
    return render(request, "courses/live_refused.html", {"session": session}, status=403)

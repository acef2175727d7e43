"""What a device asks for and reports that keeps lessons for reading without a connection."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from pydantic import ValidationError

from accounts.models import User
from courses.access import Access, Reason, seat_of
from courses.models import CoursePage, LessonPage
from courses.offline.course import offline_manifest
from courses.offline.lessons import lesson_html
from courses.offline.owner import owner_of
from courses.offline.rules import Verdict
from courses.offline.shapes import Batch, read_item
from courses.offline.shell import shell_html, worker_script
from courses.page_lookup import find_page
from courses.rate_limit import is_too_often
from courses.services.offline import take_in
from courses.views import ask_gate

MOST_BYTES = 100_000
REPORTS_A_MINUTE = 30
#: What a device is told that may not have a course; 401 leaves what it keeps, the others remove it.
STATUS = {Reason.ANONYMOUS: 401, Reason.ENDED: 410}


@require_GET
def reader(request: HttpRequest) -> HttpResponse:
    """Serve the page that reads what is on the device; it knows nobody, and so needs nobody to be signed in."""
    response = HttpResponse(shell_html())
    patch_cache_control(response, no_cache=True)
    return response


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker from the root, so that it may answer for the whole site; browsers ask anew each time."""
    response = HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    patch_cache_control(response, no_cache=True)
    return response


@require_GET
def manifest(request: HttpRequest, course: str) -> HttpResponse:
    """Say what a student may keep of a course, and what it weighs."""
    page = _course_at(course)
    access = seat_of(request.user, page.pk)
    if refusal := _refusal(access):
        return refusal
    facts = offline_manifest(page, cast("User", request.user), access)
    return _private(request, JsonResponse(facts), facts["version"])


@require_GET
def body(request: HttpRequest, course: str, module: str, step: str) -> HttpResponse:
    """Serve a lesson without anything around it, and without a word about who reads it."""
    lesson = find_page(f"courses/{course}/{module}/{step}/")
    if not isinstance(lesson, LessonPage):
        raise Http404
    access = ask_gate(request, lesson)
    if access.reason is Reason.NOT_LIVE:
        raise Http404
    has_open_seat = access.enrolment is not None and access.enrolment.access == access.enrolment.Access.OPEN
    if not (access.allowed and has_open_seat):
        return _private(request, HttpResponse(status=STATUS.get(access.reason, 403)))
    return _private(request, HttpResponse(lesson_html(lesson)))


@csrf_exempt
@require_POST
def progress(request: HttpRequest, course: str) -> HttpResponse:
    """Take in what was done without a connection, and answer each item.

    A service worker knows no token, so the sender's origin is asked instead: no other site can set that header.
    """
    page = _course_at(course)
    access = seat_of(request.user, page.pk)
    if not _is_from_here(request):
        return _no(403, _("This came from another site."))
    if refusal := _refusal(access):
        return refusal
    if is_too_often(what="offline-progress", who=request.user.pk, limit=REPORTS_A_MINUTE):
        return _no(429, _("That was too often. Try again in a minute."))
    return _take_in(request, access)


def _take_in(request: HttpRequest, access: Access) -> HttpResponse:
    if len(request.body) > MOST_BYTES:
        return _no(413, _("That is too much at once."))
    try:
        batch = Batch.model_validate_json(request.body)
    except ValidationError:
        return _no(400, _("This is not a report that we understand."))
    if batch.owner != owner_of(access.seat.student):
        return _no(409, _("This was done by somebody else, who is not signed in now."))
    return JsonResponse({"answers": _answers(access, batch.items)}, headers={"Cache-Control": "no-store"})


def _answers(access: Access, given: list[Any]) -> list[dict[str, str]]:
    read = [read_item(item) for item in given]
    verdicts = take_in(enrolment=access.seat, items=[item for item in read if item], at=timezone.now())
    said = [verdicts[item.key] if item else Verdict.MALFORMED for item in read]
    return [{"key": _key_of(raw), "verdict": verdict} for raw, verdict in zip(given, said, strict=True)]


def _key_of(raw: object) -> str:
    """The key as the device wrote it, so that it knows the answer again."""
    return str(raw.get("key", ""))[:64] if isinstance(raw, dict) else ""


def _course_at(slug: str) -> CoursePage:
    page = find_page(f"courses/{slug}/")
    if not isinstance(page, CoursePage):
        raise Http404
    return page


def _refusal(access: Access) -> HttpResponse | None:
    if access.reason is Reason.ENROLLED:
        return None
    return _no(STATUS.get(access.reason, 403), _("This course is not open to you now."))


def _no(status: int, words: str) -> HttpResponse:
    return JsonResponse({"detail": words}, status=status, headers={"Cache-Control": "no-store"})


def _is_from_here(request: HttpRequest) -> bool:
    is_json = request.content_type == "application/json"
    return is_json and request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _private(request: HttpRequest, response: HttpResponse, version: str = "") -> HttpResponse:
    patch_cache_control(response, private=True, no_cache=True)
    if version:
        response["ETag"] = f'"{version}"'
        return get_conditional_response(request, etag=response["ETag"], response=response) or response
    return response

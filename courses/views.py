"""The lean route of a step, and what a student posts from it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.views import serve as serve_by_wagtail
from wagtail.wagtail_hooks import check_view_restrictions

from courses.access import Access, Reason, may_open
from courses.forms import PositionForm
from courses.models import StepMixin
from courses.outline import get_outline
from courses.page_lookup import find_page
from courses.refusal import refusal_context
from courses.services.progress import complete_step, open_step, save_position
from courses.step_view import step_context

__all__ = [
    "answer_step",
    "ask_gate",
    "mark_done",
    "position",
    "posted_step",
    "refuse_step",
    "step_context",
    "step_page",
]


def catalogue_page(request: HttpRequest) -> HttpResponse:
    """Serve the catalogue."""
    return _serve_leanly(request, "courses/")


def course_page(request: HttpRequest, course: str) -> HttpResponse:
    """Serve a course: what it offers, and to its students where they are."""
    return _serve_leanly(request, f"courses/{course}/")


def _serve_leanly(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page without walking down the page tree; Wagtail's hooks apply, a restricted page goes Wagtail's way."""
    page = find_page(path)
    if page is None or page.is_restricted:
        return serve_by_wagtail(request, path)
    for hook in hooks.get_hooks("before_serve_page"):
        if isinstance(answer := hook(page, request, [], {}), HttpResponse):
            return answer
    return page.serve(request)


@never_cache
def step_page(request: HttpRequest, course: str, module: str, step: str) -> HttpResponse:
    """Serve a step by its address without walking down the page tree; whatever is not a step goes Wagtail's way."""
    found = _step_at(course, module, step)
    return answer_step(request, found) if found else serve_by_wagtail(request, f"courses/{course}/{module}/{step}/")


def answer_step(request: HttpRequest, step: Page) -> HttpResponse:
    """Ask the gate and serve the step or the page that says kindly why not; the only way to a step for a visitor."""
    if getattr(step, "is_restricted", True):
        return check_view_restrictions(_answer)(step, request, (), {})
    return _answer(step, request, (), {})


def _answer(step: Page, request: HttpRequest, _args: tuple, _kwargs: dict) -> HttpResponse:
    access = ask_gate(request, step)
    if access.reason is Reason.NOT_LIVE:
        raise Http404
    if not access.allowed:
        return refuse_step(request, step, access)
    if access.as_student and request.method == "GET":
        open_step(enrolment=access.seat, step=step, at=timezone.now(), record=access.records.get(step.pk))
    return step.serve_step(request, access)


def refuse_step(request: HttpRequest, step: Page, access: Access) -> HttpResponse:
    """Say kindly why somebody does not get through, and what they can do about it."""
    return render(request, "courses/step_refused.html", refusal_context(request, step, access), status=403)


def ask_gate(request: HttpRequest, step: Page) -> Access:
    """Ask the gate about whoever sends this request."""
    passed = request.session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    return may_open(user=request.user, step=step, at=timezone.now(), passed=passed)


@require_POST
def mark_done(request: HttpRequest, course: str, module: str, step: str) -> HttpResponse:
    """Record that the student finished a step that completes by hand, and go on to the next."""
    found = posted_step(course, module, step)
    access = ask_gate(request, found)
    if not access.as_student or not found.completes_by_hand:
        return refuse_step(request, found, access)
    finished = complete_step(enrolment=access.seat, step=found, at=timezone.now())
    outline = get_outline(found.course_id)
    _before, following = outline.neighbours(found.pk)
    return redirect("my_learning" if finished else following.url if following else outline.url)


@require_POST
def position(request: HttpRequest, course: str, module: str, step: str) -> HttpResponse:
    """Remember how far the student has read; sent by ``reading-position.js``."""
    found = posted_step(course, module, step)
    access, form = ask_gate(request, found), PositionForm(request.POST)
    if not access.as_student:
        return HttpResponseForbidden()
    if not form.is_valid():
        return HttpResponse(status=400)
    save_position(enrolment=access.seat, step=found, position=form.cleaned_data["position"], at=timezone.now())
    return HttpResponse(status=204)


def posted_step(course: str, module: str, step: str) -> Page:
    """Return the step to whose address something is sent; raise Http404 if there is none."""
    found = _step_at(course, module, step)
    if found is None:
        raise Http404
    return found


def _step_at(course: str, module: str, step: str) -> Page | None:
    page = find_page(f"courses/{course}/{module}/{step}/")
    return page if isinstance(page, StepMixin) else None

"""A question within a lesson, answered for oneself: marked at once, kept nowhere.

It is asked with GET: it changes nothing, and the lesson's text, which is kept for everyone, can hold no token. The key
leaves the server only with an answer.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageViewRestriction

from accounts.network import client_address
from courses.access import may_open, restrictions_allow
from courses.models import StepMixin
from courses.rate_limit import is_too_often
from courses.refusal import refusal_context
from quizzes.paper import Policy
from quizzes.services.self_checks import check_answer, question_asked_by

CHECKS_PER_MINUTE = 40


@never_cache
@require_safe
def check(request: HttpRequest, page_id: int, block_id: str) -> HttpResponse:
    """Say how good an answer is, as a fragment for the script or as a page; without one, ask again."""
    page = _live_page(page_id)
    if refusal := _refusal(request, page):
        return refusal
    if is_too_often(what="self-check", who=request.user.pk or client_address(request), limit=CHECKS_PER_MINUTE):
        return render(request, "429.html", status=429)
    question = question_asked_by(page, block_id)
    checked = check_answer(question, request.GET) if question else None
    if checked is None:
        raise Http404
    context = {"page": None, "lesson": page, "block_id": block_id, "checked": checked, "see": Policy()}
    template = "quizzes/parts/self_checked.html" if getattr(request, "htmx", False) else "quizzes/self_check.html"
    response = render(request, template, context)
    if checked.mark:
        response["Self-Check"] = "marked"  # so that the script need not read the words
    return response


def _live_page(page_id: int) -> Page:
    page = Page.objects.live().filter(pk=page_id).first()
    if page is None:
        raise Http404
    return page.specific


def _refusal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask the gate before a lesson, Wagtail's own restrictions before any other page."""
    passed = request.session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    if not isinstance(page, StepMixin):
        return None if restrictions_allow(user=request.user, page=page, passed=passed) else HttpResponse(status=403)
    access = may_open(user=request.user, step=page, at=timezone.now(), passed=passed)
    if access.allowed:
        return None
    return render(request, "courses/step_refused.html", refusal_context(request, page, access), status=403)

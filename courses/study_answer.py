"""How the views of a student's own notes act within limits, and answer HTMX and plain forms alike."""

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from courses.models import StudyMark
from courses.rate_limit import is_too_often
from courses.services.study import MOST_PER_STEP, StudyFullError
from courses.study import study_of

WRITES_PER_MINUTE = 60


def attempt(
    request: HttpRequest, form: forms.Form, act: Callable[[], StudyMark | None]
) -> tuple[StudyMark | None, int]:
    """Do it, unless the form or a limit forbids; what is wrong is then in the form. Returns the status to answer."""
    valid = form.is_valid()
    if is_too_often(what="study", who=request.user.pk, limit=WRITES_PER_MINUTE):
        form.add_error(None, _("That was very often within a minute. Wait a little, then send it again."))
        return None, 429
    if not valid:
        return None, 422
    try:
        return act(), 200
    except StudyFullError:
        most = {"most": MOST_PER_STEP}
        form.add_error(None, _("You keep %(most)s things here already. Remove some, then send it again.") % most)
        return None, 409


def answer(
    request: HttpRequest,
    step: Page,
    status: int,
    form: forms.Form | None = None,
    *,
    said: str = "",
    mark: StudyMark | None = None,
    new: StudyMark | None = None,
) -> HttpResponse:
    """Answer HTMX with the panel, a plain form with the page it came from, or with itself when something is wrong."""
    failed = form if status != 200 else None
    if request.htmx:  # type: ignore[attr-defined]
        return _panel(request, step, failed, said=said, mark=mark, new=new, status=status)
    if failed:
        return show_form(request, step, failed, mark=mark, status=status)
    messages.success(request, said)
    return redirect(_next(request) or f"{step.get_url()}#study")


def _panel(request: HttpRequest, step: Page, failed: forms.Form | None, *, said: str, status: int, **context):
    context |= {
        "step": step,
        "study": study_of(cast(User, request.user), step.pk),
        "failed": failed,
        "said": " ".join(str(message) for lines in failed.errors.values() for message in lines) if failed else said,
    }
    return render(request, "courses/study/panel.html", context, status=status)


def show_form(
    request: HttpRequest, step: Page, form: forms.Form, *, mark: StudyMark | None, status: int = 200
) -> HttpResponse:
    """Show one form on a page of its own: for those without JavaScript, and to change what is old."""
    context = {"step": step, "form": form, "mark": mark, "next": _next(request)}
    return render(request, "courses/study/mark.html", context, status=status)


def _next(request: HttpRequest) -> str:
    """Where to go on; only to a place of our own."""
    place = request.POST.get("next") or request.GET.get("next") or ""
    return place if url_has_allowed_host_and_scheme(place, allowed_hosts={request.get_host()}) else ""

"""A draft of a step as a student or a visitor would meet it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from courses.access_answer import Access, Reason
from courses.preview import VISITOR, preview_access
from courses.refusal import refusal_context


def serve_step_preview(request: HttpRequest, step: Page) -> HttpResponse:
    """Answer as the step's page would; a visitor meets the closed door unless the step is free."""
    access = preview_access(request, step.course_id)
    if getattr(request, "preview_as", "") != VISITOR:
        return step.serve_step(request, access)
    if step.free_preview:
        return step.serve_step(request, Access(True, Reason.FREE_PREVIEW))
    return render(request, "courses/step_refused.html", refusal_context(request, step, access))

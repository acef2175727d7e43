"""A student's own observations: the result and the feedback, the signature, the record on paper, the evidence."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from accounts.models import User
from quizzes.models import Evidence, Observation
from quizzes.practice_forms import SignForm
from quizzes.practice_rules import PracticeRefused
from quizzes.services.evidence import may_see_evidence
from quizzes.services.observing import countersign_observation
from quizzes.views.common import StudentRequest
from quizzes.views.kept_files import serve_kept


def whole_observations() -> QuerySet[Observation]:
    """Return observations with all that their pages show: a constant number of queries."""
    observations = Observation.objects.select_related("practical", "assessor", "iqa", "enrolment__student")
    return observations.prefetch_related("criteria", "evidence")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def observation(request: StudentRequest, pk: int) -> HttpResponse:
    """Show a signed observation to its student, and take the signature."""
    found = _own(request.user, pk)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["name"]
            countersign_observation(observation=found, student=request.user, name=name, at=timezone.now())
        except PracticeRefused as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, _("Thank you, your signature is kept."))
            return redirect("observation", pk=pk)
    context = {"observation": found, "form": form, "breadcrumbs": trail(found.practical, _("Observation"))}
    return render(request, "quizzes/observation.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@login_required
def record(request: StudentRequest, pk: int) -> HttpResponse:
    """Show the record to print."""
    return render(request, "quizzes/observation_record.html", {"observation": _own(request.user, pk)})


@require_safe
@never_cache
@login_required
def evidence(request: StudentRequest, token: str) -> HttpResponse:
    """Serve a file to the student whom it shows at work."""
    kept = get_object_or_404(Evidence.objects.select_related("observation__enrolment"), token=token)
    if kept.observation.enrolment.student_id != request.user.pk:
        raise Http404
    return serve_evidence(request, kept, request.user)


def serve_evidence(request: HttpRequest, kept: Evidence, person: User) -> HttpResponse:
    """Serve a file; 404 for whoever may not see it."""
    if not may_see_evidence(person=person, evidence=kept):
        raise Http404
    return serve_kept(request, kept)


def trail(step: Page, here: str) -> list[dict[str, Any]]:
    """Return the way back from a page that belongs to a step."""
    return [
        {"title": _("My learning"), "url": "/learn/"},
        {"title": step.title, "url": step.get_url()},
        {"title": here, "url": ""},
    ]


def _own(student: User, pk: int) -> Observation:
    own = whole_observations().shown_to_students().filter(enrolment__student=student)  # type: ignore[attr-defined]
    return get_object_or_404(own, pk=pk)

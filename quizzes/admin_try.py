"""Trying a question out as it stands in its draft: answer it, see how it is marked; nothing is kept."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.permission_policies import ModelPermissionPolicy

from quizzes.models import Question
from quizzes.paper import Policy


@never_cache
@require_safe
@require_admin_access
def try_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest draft of a question; with an answer, its mark and review."""
    if not ModelPermissionPolicy(Question).user_has_any_permission(request.user, ["view", "add", "change"]):
        raise PermissionDenied
    question = get_object_or_404(Question, pk=pk)
    draft = question.get_latest_revision_as_object() or question
    context = {"object": question, "trial": draft.tried(request.GET), "can_answer": True, "see": Policy(), "page": None}
    return render(request, "quizzes/try_question.html", context)


def admin_urls() -> list[URLPattern]:
    """Return the addresses below the staff area."""
    return [path("questions/<int:pk>/try/", try_question, name="question_try")]

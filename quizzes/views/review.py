"""The review of an attempt that was handed in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.outline import Outline, OutlineStep, get_outline
from quizzes.marked import scripts_of
from quizzes.reviewing import may_see, review_context
from quizzes.revising import advise
from quizzes.services.appealing import may_appeal
from quizzes.standing import standing
from quizzes.views.common import StudentRequest, attempt_page, load_attempt
from quizzes.views.sitting import around


@require_safe
@attempt_page
def review(request: StudentRequest, token: str) -> HttpResponse:
    """Say whether it is passed, then teach as far as the feedback policy allows."""
    attempt = load_attempt(request, token)
    if attempt.is_running:
        return redirect("attempt", token=token)
    siblings = attempt.quiz.attempts.filter(enrolment=attempt.enrolment_id).defer("paper")
    at = timezone.now()
    now = standing(attempt.quiz, list(siblings), at, attempt.quiz.allowance_of(attempt.enrolment_id))
    see = may_see(attempt.frozen_paper.policy, now)
    outline = get_outline(attempt.enrolment.course_id)
    scripts = [] if attempt.is_waiting else list(scripts_of(attempt))
    reviewed = review_context(attempt, attempt.responses.all(), see, scripts)
    lessons = lessons_before(outline, attempt.quiz_id)
    return render(
        request,
        "quizzes/review.html",
        around(request, attempt)
        | reviewed
        | {
            "standing": now,
            "scripts": scripts,
            "appealable": {script.pk for script in scripts if may_appeal(script, at)},
            "outline": outline,
            "lessons": lessons,
            "advice": advise(reviewed["items"], lessons, see),
            "next_step": outline.neighbours(attempt.quiz_id)[1],
        },
    )


def lessons_before(outline: Outline, quiz_id: int) -> list[OutlineStep]:
    """Return the lessons of the quiz's module that lead up to it: what to read again."""
    module = outline.module_of(quiz_id)
    before = outline.places.get(quiz_id, 0)
    steps = module.steps if module else ()
    return [step for step in steps if step.kind == "lesson" and outline.places[step.id] < before]

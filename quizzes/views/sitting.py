"""Sitting a quiz by plain pages and forms: start, decide, hand in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.forms import DecisionForm
from quizzes.models import Attempt, QuizPage
from quizzes.refusals import Refusal, Refused
from quizzes.services import attempts
from quizzes.services.uploading import add_file
from quizzes.views.clock import extra_words
from quizzes.views.common import StudentRequest, attempt_page, load_attempt, load_sitting, received_files


@require_POST
@login_required
def start_attempt(request: StudentRequest, quiz_id: int) -> HttpResponse:
    """Start an attempt, or go on with the one that runs."""
    quiz = get_object_or_404(QuizPage.objects.live(), pk=quiz_id)
    try:
        attempt = attempts.start(student=request.user, quiz=quiz, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.words)
        return redirect(quiz.get_url(request))
    return redirect("attempt", token=attempt.token)


@require_safe
@attempt_page
def attempt(request: StudentRequest, token: str) -> HttpResponse:
    """Go on where the student stopped, or to the review of what was handed in."""
    found = load_attempt(request, token)
    if not found.is_running:
        return redirect("attempt_review", token=token)
    return show_decision(request, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
@attempt_page
def decision(request: StudentRequest, token: str, item: int) -> HttpResponse:
    """Show one decision; a post saves it and goes where the pressed button says."""
    if request.method == "POST":
        return take_decision(request, token, item)
    found = load_attempt(request, token)
    if not found.is_running:
        return redirect("attempt_review", token=token)
    return show_decision(request, found, item)


def show_decision(request: StudentRequest, found: Attempt, item: int | None, error: str = "") -> HttpResponse:
    """Draw the page of a decision; without a number the first that is open."""
    sitting = load_sitting(found)
    number = sitting.first_open() if item is None else item
    if not sitting.is_visible(number):
        raise Refused(Refusal.NOT_REVEALED if number in sitting.responses else Refusal.UNKNOWN)
    context = sitting.page(number) | around(request, found) | {"error": error}
    return render(request, "quizzes/decision.html", context, status=422 if error else 200)


def around(request: StudentRequest, found: Attempt) -> dict[str, object]:
    """What stands in the bar above every page of an attempt."""
    return {
        "attempt": found,
        "quiz": found.quiz,
        "quiz_url": found.quiz.get_url(),
        "seconds_left": found.seconds_left(timezone.now()),
        "extra_time": extra_words(found, found.frozen_paper.limits),
    }


def take_decision(request: StudentRequest, token: str, item: int) -> HttpResponse:
    """Save what the form holds, then do what its button says."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refused(Refusal.INVALID)
    if form.cleaned_data["sequence"] is not None:
        try:
            keep_answer(request, token, item, form.cleaned_data["sequence"])
        except Refused as refused:
            if refused.reason is not Refusal.INVALID:
                raise
            return show_decision(request, load_attempt(request, token), item, refused.words)
    return go_on(request, token, item, form)


def keep_answer(request: StudentRequest, token: str, item: int, sequence: int) -> None:
    """Save the fields of the answer, then the files that came with them."""
    student, at = request.user, timezone.now()
    attempts.save_answer(
        student=student, token=token, item=item, answer=request.POST, turn=attempts.Turn(sequence), at=at
    )
    for file in received_files(request):
        add_file(student=student, token=token, item=item, file=file, at=at)


def go_on(request: StudentRequest, token: str, item: int, form: DecisionForm) -> HttpResponse:
    """Carry out the pressed button."""
    at = timezone.now()
    match form.cleaned_data["action"]:
        case "finish":
            return redirect("attempt_submit", token=token)
        case "reveal":
            following = attempts.reveal_next(student=request.user, token=token, item=item, at=at)
            following = following or load_sitting(load_attempt(request, token)).after(item)
            if following is None:
                return redirect("attempt_submit", token=token)
            return redirect("attempt_decision", token=token, item=following)
        case "flag" | "unflag" as action:
            attempts.flag(student=request.user, token=token, item=item, flagged=action == "flag", at=at)
    return redirect("attempt_decision", token=token, item=form.cleaned_data["go"] or item)


@require_http_methods(["GET", "HEAD", "POST"])
@attempt_page
def submit(request: StudentRequest, token: str) -> HttpResponse:
    """Ask once more, saying what is unanswered, then hand in."""
    if request.method == "POST":
        attempts.submit(student=request.user, token=token, at=timezone.now())
        return redirect("attempt_review", token=token)
    found = load_attempt(request, token)
    if not found.is_running:
        return redirect("attempt_review", token=token)
    sitting = load_sitting(found)
    context = around(request, found) | {"map": sitting.map(), "unanswered": sitting.unanswered()}
    return render(request, "quizzes/submit.html", context)

"""Revision with cards: the decks, one card at a time, and what a student does with it.

The server decides everything: which card comes, whether an answer counts, when the card comes again. The script only
saves the way over a new page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from courses.flashcards.cards import Learner
from courses.flashcards.collection import collect, learner_of
from courses.flashcards.reading import today_of
from courses.flashcards.study import study_context
from courses.forms_flashcards import AnswerForm, ReportForm, UndoForm
from courses.rate_limit import is_too_often
from courses.services.flashcards import answer_card, undo_answer

ACTS_PER_MINUTE = 120
BODY = "courses/flashcards/parts/study_body.html"


def card_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those with an open seat; the others are told what cards are. Posts are counted."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        learner = learner_of(cast(User, request.user), at=timezone.now())
        if not learner.may_study:
            status = 403 if request.method == "POST" else 200
            return render(request, "courses/flashcards/about.html", status=status)
        if request.method == "POST" and is_too_often(what="cards", who=request.user.pk, limit=ACTS_PER_MINUTE):
            return render(request, "429.html", status=429)
        return view(request, learner, *args, **kwargs)

    return never_cache(login_required(guarded))


@require_safe
@card_page
def decks(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Show the decks: what is due, what is new, what is learned."""
    today = today_of(learner)
    return render(request, "courses/flashcards/decks.html", {"today": today, "learner": learner})


@require_safe
@card_page
def study(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Show the card to ask now; a reload shows the same."""
    deck, first = request.GET.get("deck", ""), request.GET.get("card", "")
    return render(request, "courses/flashcards/study.html", page_context(learner, deck, first))


@require_POST
@card_page
def answer(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Keep an answer and go on; an answer that counted already counts once."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    data = form.cleaned_data
    if not is_known(data["key"], learner):
        return go_on(
            request, learner, data["deck"], note=_("That card is no longer there. Your history of it is kept.")
        )
    kept = answer_card(
        student=learner.student,
        key=data["key"],
        version=data["version"],
        rating=data["rating"],
        retention=learner.settings.retention,
        at=learner.at,
        duration=form.duration(learner.at),
    )
    return go_on(
        request, learner, data["deck"], note="" if kept else _("That card was answered already; it counts once.")
    )


@require_POST
@card_page
def undo(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Take the last answer back and ask that card again."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    data = form.cleaned_data
    state = undo_answer(student=learner.student, review_id=data["review"], at=learner.at)
    note = _("Taken back: answer it again.") if state else _("There is nothing to take back.")
    return go_on(request, learner, data["deck"], first=state.key if state else "", note=note)


def page_context(learner: Learner, deck: str, first: str = "") -> dict[str, Any]:
    """Return the context of the card to ask now."""
    return study_context(learner, today_of(learner), deck=deck, first=first) | {"report_form": ReportForm()}


def go_on(request: HttpRequest, learner: Learner, deck: str, *, first: str = "", note: str = "") -> HttpResponse:
    """Answer the script with the next card, everybody else with the way to it."""
    if is_script(request):
        return render(request, BODY, page_context(learner, deck, first) | {"note": note})
    if note:
        messages.info(request, note)
    asked = urlencode({name: value for name, value in (("deck", deck), ("card", first)) if value})
    return redirect(reverse("cards_study") + (f"?{asked}" if asked else ""))


def is_script(request: HttpRequest) -> bool:
    """Whether the page's own script asks, and wants the card alone."""
    return bool(getattr(request, "htmx", False))


def is_known(key: str, learner: Learner) -> bool:
    """Whether the student has this card."""
    return key in collect(learner).deck_by_key

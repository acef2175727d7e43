"""Beside the studying: the figures, and what a student chooses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.flashcards.cards import Learner
from courses.flashcards.collection import collect, read_cards
from courses.flashcards.figures import figures_of
from courses.forms_flashcards import CardSettingsForm
from courses.models import CardState
from courses.services.flashcards import choose_cards
from courses.views_flashcards import card_page

MOST_ASIDE = 100


@require_safe
@card_page
def statistics(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Show what comes, whether the desired retention is met, and what is weak."""
    return render(request, "courses/flashcards/statistics.html", figures_of(learner))


@require_http_methods(["GET", "HEAD", "POST"])
@card_page
def card_settings(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Choose decks and how much a day; bring back what was put aside."""
    collection = collect(learner)
    form = CardSettingsForm.of(learner.settings, collection.decks)
    if request.method == "POST":
        form = CardSettingsForm(request.POST, decks=collection.decks)
        if form.is_valid():
            choose_cards(student=learner.student, **form.choices(learner.settings))
            messages.success(request, _("Kept."))
            return redirect("cards")
    context = {"form": form, "aside": _put_aside(learner)}
    return render(request, "courses/flashcards/settings.html", context, status=422 if form.errors else 200)


def _put_aside(learner: Learner) -> list[tuple[CardState, str]]:
    """Return what is suspended or put off, with what each card asks; a card whose source is gone says its key."""
    states = CardState.objects.filter(student=learner.student).order_by("key")
    put_aside = [state for state in states.exclude(suspended=False, buried_until=None) if state.is_aside(learner.at)]
    cards = read_cards([state.key for state in put_aside[:MOST_ASIDE]], learner)
    return [(state, cards[state.key].question) for state in put_aside if state.key in cards]

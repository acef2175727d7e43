"""The cards of lessons, once the student has opened the lesson."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.terms import plain_words
from courses.flashcards.cards import Card, Deck, DeckKeys, Learner
from courses.flashcards.sources.published import lesson_cards
from courses.outline import Outline, OutlineStep, get_outlines

NAME = "lesson"
PERSONAL = False
HEADING = _("Cards of your lessons")
GROUP = 4


def decks(learner: Learner) -> Iterator[DeckKeys]:
    """Return one deck for each course, with the cards of its opened lessons in the course's order."""
    for place, outline in enumerate(_outlines(learner)):
        keys = [key for step in _opened(outline, learner) for key in _keys(step)]
        if keys:
            slug = f"lessons-{outline.course_id}"
            yield DeckKeys(Deck(GROUP, place, outline.title, slug, str(HEADING)), tuple(keys))


def cards(keys: Collection[str], learner: Learner) -> Iterator[Card]:
    """Return the cards of ``keys`` out of the opened lessons."""
    for outline in _outlines(learner):
        for step in _opened(outline, learner):
            for key in _keys(step):
                if key in keys:
                    yield _card(key, step)


def staff_url(key: str) -> str:
    """Return the editor of the lesson that holds the card."""
    card_id = key.removeprefix(f"{NAME}:")
    holding = (pk for pk, lesson in lesson_cards().items() if card_id in lesson.cards)
    page_id = next(holding, None)
    return reverse("wagtailadmin_pages:edit", args=[page_id]) if page_id else ""


def _outlines(learner: Learner) -> list[Outline]:
    """In an order that no reading changes."""
    found = get_outlines(sorted(learner.courses))
    return [found[course] for course in sorted(found)]


def _opened(outline: Outline, learner: Learner) -> list[OutlineStep]:
    return [step for step in outline.steps if step.id in learner.opened]


def _keys(step: OutlineStep) -> list[str]:
    lesson = lesson_cards().get(step.id)
    return [f"{NAME}:{card_id}" for card_id in lesson.cards] if lesson else []


def _card(key: str, step: OutlineStep) -> Card:
    front, back = lesson_cards()[step.id].cards[key.removeprefix(f"{NAME}:")]
    return Card(
        key=key,
        question=plain_words(front),
        origin=step.title,
        back="courses/flashcards/parts/rich.html",
        content={"html": plain_words(back)},
        url=step.url,
    )

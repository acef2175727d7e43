"""Muscles, one fact at a time: origin, insertion, action, nerve, and where each commonly refers."""

from collections.abc import Collection, Iterator

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.atlas.areas import AREAS, area_label
from courses.flashcards.atlas import muscle_url
from courses.flashcards.cards import Card, Deck, DeckKeys, Learner
from courses.flashcards.sources.published import MuscleFacts, anatomy, areas_shown

NAME = "muscle"
PERSONAL = False
HEADING = _("Muscles")
GROUP = 1
ASKED: dict[str, Promise | str] = {
    "action": _("Name the action of the %(muscle)s."),
    "innervation": _("Which nerve supplies the %(muscle)s?"),
    "referral": _("Where does pain from the %(muscle)s commonly refer?"),
    "origin": _("What is the origin of the %(muscle)s?"),
    "insertion": _("What is the insertion of the %(muscle)s?"),
}


def decks(learner: Learner) -> Iterator[DeckKeys]:
    """Return one deck for each area: of all areas, or of those that the student's lessons have shown."""
    by_area: dict[str, list[MuscleFacts]] = {}
    for muscle in anatomy().muscles.values():
        by_area.setdefault(muscle.area, []).append(muscle)
    for area in open_areas(learner) & set(by_area):
        deck = Deck(GROUP, _place(area), area_label(area), f"muscles-{area}", str(HEADING))
        yield DeckKeys(deck, tuple(key for muscle in by_area[area] for key in _keys(muscle)))


def open_areas(learner: Learner) -> set[str]:
    """Return the areas that the student studies."""
    every = {muscle.area for muscle in anatomy().muscles.values()}
    return every & areas_shown(learner.opened) if learner.settings.follow_lessons else every


def cards(keys: Collection[str], learner: Learner) -> Iterator[Card]:
    """Return the cards of ``keys``."""
    for key in keys:
        _name, muscle_key, fact = key.split(":")
        muscle = anatomy().muscles.get(muscle_key)
        if muscle is not None and key in _keys(muscle):
            yield _card(key, muscle, fact)


def staff_url(key: str) -> str:
    """Return the editor of the muscle, where the staff area has one."""
    muscle = anatomy().muscles.get(key.split(":")[1])
    return editor_of("muscle", muscle.pk) if muscle else ""


def editor_of(model: str, pk: int) -> str:
    """Return the address at which staff edit an entry of the atlas or the glossary; empty where there is none."""
    try:
        return reverse(f"wagtailsnippets_content_{model}:edit", args=[pk])
    except NoReverseMatch:
        return ""


def _place(area: str) -> int:
    return list(AREAS).index(area) if area in AREAS else len(AREAS)


def _keys(muscle: MuscleFacts) -> list[str]:
    facts = [fact for fact in ASKED if fact in muscle.facts or (fact == "referral" and muscle.regions)]
    return [f"{NAME}:{muscle.key}:{fact}" for fact in facts]


def _card(key: str, muscle: MuscleFacts, fact: str) -> Card:
    regions = anatomy().regions
    places = [regions[region].label for region in muscle.regions if region in regions] if fact == "referral" else []
    words = muscle.pattern if fact == "referral" else muscle.facts[fact]
    return Card(
        key=key,
        question=str(ASKED[fact]) % {"muscle": muscle.in_a_sentence},
        origin=muscle.name,
        back="courses/flashcards/parts/fact.html",
        content={"places": places, "words": words, "note": muscle.note, "muscles": (muscle.key,), "fact": fact},
        url=muscle_url(muscle.key),
    )

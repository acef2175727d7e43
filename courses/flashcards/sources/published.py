"""What the atlas and the lessons hold for cards: read once for each published generation, the same for everyone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.html import strip_tags

from content.generation import keep_as
from content.models import BodyRegion, Muscle

FACTS = ("origin", "insertion", "action", "innervation")


@dataclass(frozen=True)
class MuscleFacts:
    """A muscle as cards ask for it; ``regions`` are the keys of where it commonly refers."""

    pk: int
    key: str
    name: str
    area: str
    facts: dict[str, str]
    pattern: str
    regions: tuple[str, ...]
    note: str

    @property
    def in_a_sentence(self) -> str:
        """The name within a sentence: “trapezius (upper fibres)”."""
        return self.name[:1].lower() + self.name[1:]


@dataclass(frozen=True)
class Region:
    """A region as cards ask for it."""

    pk: int
    key: str
    label: str
    part: str


@dataclass(frozen=True)
class Anatomy:
    """Live muscles and regions by key, in the order of the atlas."""

    muscles: dict[str, MuscleFacts]
    regions: dict[str, Region]


@dataclass(frozen=True)
class LessonCards:
    """What a lesson gives to revision: its cards (id: front and back), and the muscles that it names or draws."""

    cards: dict[str, tuple[str, str]]
    areas: frozenset[str]


def anatomy() -> Anatomy:
    """Return what the atlas says."""
    return keep_as("flashcards:anatomy", _read_anatomy)


def lesson_cards() -> dict[int, LessonCards]:
    """Return what each live lesson gives, by the lesson's id."""
    return keep_as("flashcards:lessons", _read_lessons)


def areas_shown(opened: frozenset[int]) -> frozenset[str]:
    """Return the areas of the body that the opened lessons show."""
    lessons = lesson_cards()
    return frozenset(area for step in opened if step in lessons for area in lessons[step].areas)


def _read_anatomy() -> Anatomy:
    muscles = Muscle.objects.filter(live=True).prefetch_related("referral")
    regions = BodyRegion.objects.filter(live=True)
    return Anatomy(
        muscles={muscle.key: _muscle(muscle) for muscle in muscles},
        regions={one.key: Region(one.pk, one.key, one.label, one.body_part) for one in regions},
    )


def _muscle(muscle: Muscle) -> MuscleFacts:
    return MuscleFacts(
        pk=muscle.pk,
        key=muscle.key,
        name=muscle.name,
        area=muscle.body_area,
        facts={name: getattr(muscle, name) for name in FACTS if getattr(muscle, name).strip()},
        pattern=muscle.referral_pattern,
        regions=tuple(region.key for region in muscle.referral.all() if region.live),
        note=muscle.review_note,
    )


def _read_lessons() -> dict[int, LessonCards]:
    lessons = apps.get_model("courses", "LessonPage").objects.live().public().only("pk", "body")
    finder = _MuscleFinder(anatomy().muscles.values())
    return {lesson.pk: _lesson(list(lesson.body.raw_data), finder) for lesson in lessons}


def _lesson(blocks: list[dict[str, Any]], finder: "_MuscleFinder") -> LessonCards:
    return LessonCards(cards=dict(_cards(blocks)), areas=finder.areas_in(blocks))


def _cards(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """A card that no id names cannot be known again and is left out."""
    for block in blocks:
        for item in block["value"]["cards"] if block["type"] == "flashcards" else ():
            if block.get("id") and item.get("id"):
                yield f"{block['id']}/{item['id']}", (item["value"]["front"], item["value"]["back"])


class _MuscleFinder:
    """Finds muscles in a lesson: named in its words (without what stands in brackets), or chosen for a picture."""

    def __init__(self, muscles: Any) -> None:
        self.by_name: dict[str, set[str]] = {}
        self.by_pk = {muscle.pk: muscle.area for muscle in muscles}
        for muscle in muscles:
            self.by_name.setdefault(muscle.name.split(" (")[0].casefold(), set()).add(muscle.area)
        names = "|".join(re.escape(name) for name in sorted(self.by_name, key=len, reverse=True))
        self.pattern = re.compile(rf"\b(?:{names})\b") if names else None

    def areas_in(self, blocks: list[dict[str, Any]]) -> frozenset[str]:
        """Return the areas of what is found."""
        text = strip_tags(repr([block["value"] for block in blocks])).casefold()
        named = self.pattern.findall(text) if self.pattern else []
        areas = {area for name in named for area in self.by_name[name]}
        return frozenset(areas | {self.by_pk[pk] for block in blocks for pk in _chosen(block) if pk in self.by_pk})


def _chosen(block: dict[str, Any]) -> Iterator[Any]:
    muscles = block["value"].get("muscles", ()) if isinstance(block["value"], dict) else ()
    return (one.get("value") if isinstance(one, dict) else one for one in muscles)

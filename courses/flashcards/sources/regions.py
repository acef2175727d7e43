"""Referred pain the other way round: which muscles commonly refer to a region."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from content.atlas.areas import PARTS, part_label
from courses.flashcards.atlas import region_url
from courses.flashcards.cards import Card, Deck, DeckKeys, Learner
from courses.flashcards.sources.muscles import editor_of, open_areas
from courses.flashcards.sources.published import MuscleFacts, anatomy

NAME = "region"
PERSONAL = False
HEADING = _("Referred pain")
GROUP = 2


def decks(learner: Learner) -> Iterator[DeckKeys]:
    """Return one deck for each part of the body, with the regions that a muscle of the student's areas refers to."""
    open_ones = open_areas(learner)
    reached = {key for muscle in anatomy().muscles.values() if muscle.area in open_ones for key in muscle.regions}
    by_part: dict[str, list[str]] = {}
    for region in anatomy().regions.values():
        if region.key in reached:
            by_part.setdefault(region.part, []).append(f"{NAME}:{region.key}:muscles")
    for part, keys in by_part.items():
        place = list(PARTS).index(part) if part in PARTS else len(PARTS)
        yield DeckKeys(Deck(GROUP, place, part_label(part), f"referral-{part}", str(HEADING)), tuple(keys))


def cards(keys: Collection[str], learner: Learner) -> Iterator[Card]:
    """Return the cards of ``keys``."""
    for key in keys:
        region = anatomy().regions.get(key.split(":")[1])
        muscles = _referring_to(region.key) if region else []
        if region and muscles:
            yield Card(
                key=key,
                question=_t("Which muscles commonly refer here: %(region)s?") % {"region": region.label.lower()},
                origin=region.label,
                back="courses/flashcards/parts/fact.html",
                content={
                    "places": [muscle.name for muscle in muscles],
                    "regions": (region.key,),
                    "muscles": tuple(muscle.key for muscle in muscles),
                },
                url=region_url(region.key),
            )


def staff_url(key: str) -> str:
    """Return the editor of the region, where the staff area has one."""
    region = anatomy().regions.get(key.split(":")[1])
    return editor_of("bodyregion", region.pk) if region else ""


def _referring_to(region: str) -> list[MuscleFacts]:
    return [muscle for muscle in anatomy().muscles.values() if region in muscle.regions]

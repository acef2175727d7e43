"""A small atlas with shapes of its own, and the atlas page."""

import pytest
from django.utils import timezone

from content.models import AtlasPage, BodyRegion, Muscle, RedFlag, TriggerPoint
from content.services.entries import keep_entry
from tests.knowledge import KNOWLEDGE

SQUARE = "M400 200L440 200L440 240L400 240Z"


@pytest.fixture
def whole_atlas(home) -> AtlasPage:
    """The atlas page with everything that our own files hold."""
    KNOWLEDGE.put()
    return home.add_child(instance=AtlasPage(title="Atlas", slug="atlas", show_in_menus=True))


@pytest.fixture
def atlas_page(home) -> AtlasPage:
    """The atlas page, still without any muscle."""
    return home.add_child(instance=AtlasPage(title="Atlas", slug="atlas", show_in_menus=True))


@pytest.fixture
def make_region(db):
    """Return a closure ``make_region(key, **values) -> BodyRegion``, live."""

    def make(key: str, **values) -> BodyRegion:
        shapes = [{"view": "back", "midline": False, "path": SQUARE}]
        values = {"label": key.title(), "body_part": "back", "view": "back", "shapes": shapes} | values
        keep_entry(model=BodyRegion, key=key, values=values, at=timezone.now())
        return BodyRegion.objects.get(key=key)

    return make


@pytest.fixture
def make_muscle(db):
    """Return a closure ``make_muscle(key, referral=[…], points=1, **values) -> Muscle``, live."""

    def make(key: str, referral=(), points: int = 1, **values) -> Muscle:
        words = ("origin", "insertion", "action", "innervation", "palpation_position", "stretch_direction", "cautions")
        given = {word: f"{word} of {key}" for word in words} | {
            "name": key.replace("_", " ").title(),
            "body_area": "back",
            "layer": "superficial",
            "shapes": [{"view": "back", "path": SQUARE}],
            "referral": list(referral),
            "points": [
                TriggerPoint(label=f"TrP{n + 1}", view="back", x=410 + n, y=220, note=f"spot {n + 1} of {key}")
                for n in range(points)
            ],
        }
        keep_entry(model=Muscle, key=key, values=given | values, at=timezone.now())
        return Muscle.objects.get(key=key)

    return make


@pytest.fixture
def make_flag(db):
    """Return a closure ``make_flag(key, regions=[…], **values) -> RedFlag``, live."""

    def make(key: str, regions=(), **values) -> RedFlag:
        values = {"flag": f"Flag {key}", "think_of": "Something", "action": "Refer", "urgency": "A&E"} | values
        keep_entry(model=RedFlag, key=key, values=values | {"regions": list(regions)}, at=timezone.now())
        return RedFlag.objects.get(key=key)

    return make

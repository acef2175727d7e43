"""Entries of the atlas and what its forms post."""

from typing import Any

from wagtail.test.utils.form_data import nested_form_data

from content.models import BodyRegion, Muscle, TriggerPoint

SQUARE = "M400 300L460 300L460 360L400 360Z"
SHAPES = [{"view": "back", "source": "ours", "path": SQUARE}]


def build_muscle(key: str = "splenius", *, points: int = 1, **fields: Any) -> Muscle:
    """A live muscle with a square shape in the back view and points within it."""
    texts = dict.fromkeys(("origin", "insertion", "action", "innervation"), "somewhere")
    filed = {"name": key.capitalize(), "body_area": "neck", "layer": "deep", "shapes": SHAPES}
    muscle = Muscle(key=key, **texts | filed | fields)
    muscle.points = [
        TriggerPoint(label=f"TrP{number}", view="back", x=410 + number, y=320) for number in range(1, points + 1)
    ]
    muscle.save()
    muscle.save_revision().publish()
    return Muscle.objects.get(pk=muscle.pk)


def build_region(key: str = "temple", **fields: Any) -> BodyRegion:
    """A live region with a square shape."""
    filed = {"label": key.capitalize(), "body_part": "head", "view": "back", "shapes": SHAPES}
    return BodyRegion.objects.create(key=key, **filed | fields)


def muscle_form(*, points: list[dict[str, Any]] | None = None, **fields: Any) -> dict[str, Any]:
    """What the form of a muscle posts; the browser knows the field ``action`` by another name."""
    texts = dict.fromkeys(("origin", "insertion", "what_it_does", "innervation"), "somewhere")
    blank = dict.fromkeys(("point_places", "referral_pattern", "related_conditions", "cautions"), "")
    blank |= dict.fromkeys(("palpation_position", "stretch_direction", "review_note"), "")
    filed = {"key": "splenius", "name": "Splenius", "body_area": "neck", "layer": "deep", "confidence": "high"}
    rows = points or []
    count = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    formset = count | {str(n): {"note": "", "id": "", "ORDER": n + 1} | row for n, row in enumerate(rows)}
    return nested_form_data(texts | blank | filed | {"sort_order": 1, "shapes": "[]", "points": formset} | fields)

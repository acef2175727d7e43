"""Loading the atlas, the safety lists and the glossary from the project's own files; loading twice changes nothing."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from content.models import BodyRegion, Contraindication, GlossaryTerm, Muscle, RedFlag, TriggerPoint
from content.models.entries import Entry
from content.services.entries import keep_entry

DATA = Path(__file__).resolve().parent.parent / "atlas" / "data"


@transaction.atomic
def load_knowledge(*, at: datetime) -> Counter[str]:
    """Bring regions, muscles, contraindications, red flags and terms to what the files say; count what changed."""
    changed: Counter[str] = Counter()
    shapes = _shapes()
    for model, entries in (
        (BodyRegion, _regions(shapes)),
        (Muscle, _muscles(shapes)),
        (Contraindication, _contraindications()),
        (RedFlag, _red_flags()),
        (GlossaryTerm, _terms()),
    ):
        changed[str(model._meta.verbose_name_plural)] = _keep_all(model, entries, at=at)
    return changed


def _keep_all(model: type[Entry], entries: Iterator[tuple[str, dict[str, Any]]], *, at: datetime) -> int:
    return sum(keep_entry(model=model, key=key, values=values, at=at) for key, values in entries)


def _shapes() -> dict[str, dict[str, Any]]:
    """Return the drawings of all files: of muscles (with points) and of regions, by key."""
    found: dict[str, dict[str, Any]] = {"muscles": {}, "regions": {}}
    for file in sorted(DATA.glob("shapes_*.yaml")):
        for kind, drawings in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items():
            found[kind] |= drawings
    return found


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (DATA / name).open(encoding="utf-8", newline="") as opened:
        yield from enumerate(csv.DictReader(opened), 1)


def _regions(shapes: dict[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, row in _rows("regions.csv"):
        values = {name: row[name] for name in ("label", "body_part", "view")}
        yield row["id"], values | {"shapes": shapes["regions"].get(row["id"], []), "sort_order": place}


def _muscles(shapes: dict[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    regions = {region.key: region for region in BodyRegion.objects.all()}
    for place, row in _rows("muscles.csv"):
        drawing = shapes["muscles"].get(row["id"], {"shapes": [], "points": []})
        yield (
            row["id"],
            {
                **{name: row[name] for name in ("name", "layer", "origin", "insertion", "action", "innervation")},
                **{name: row[name] for name in ("referral_pattern", "related_conditions", "cautions", "confidence")},
                **{name: row[name] for name in ("palpation_position", "stretch_direction")},
                "body_area": row["region"],
                "point_places": row["trp_location"],
                "review_note": row["flag"],
                "shapes": drawing["shapes"],
                "sort_order": place,
                "referral": [regions[key] for key in row["referral_regions"].split("|") if key],
                "points": [_point(number, point) for number, point in enumerate(drawing["points"])],
            },
        )


def _point(number: int, point: dict[str, Any]) -> TriggerPoint:
    names = ("label", "view", "x", "y", "note")
    return TriggerPoint(sort_order=number, **{name: point[name] for name in names if name in point})


def _contraindications() -> Iterator[tuple[str, dict[str, Any]]]:
    for place, row in _rows("contraindications.csv"):
        yield row.pop("id"), row | {"sort_order": place}


def _red_flags() -> Iterator[tuple[str, dict[str, Any]]]:
    regions = {region.key: region for region in BodyRegion.objects.all()}
    asked = yaml.safe_load((DATA / "red_flag_regions.yaml").read_text(encoding="utf-8"))
    for place, row in _rows("red_flags.csv"):
        key = row.pop("id")
        yield key, row | {"sort_order": place, "regions": [regions[name] for name in asked.get(key, [])]}


def _terms() -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in yaml.safe_load((DATA / "glossary.yaml").read_text(encoding="utf-8")):
        also = "\n".join(entry.get("also", []))
        yield (
            entry["key"],
            {
                "term": entry["term"],
                "also": also,
                "definition": entry["definition"],
                "more": entry.get("more", ""),
            },
        )

"""What the templates of the atlas show, place by place."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from content.addresses import absolute, path_of
from content.atlas.areas import AREAS, PARTS, area_label
from content.atlas.collection import Atlas, MuscleEntry, RegionEntry, conditions_of, muscle_entry
from content.atlas.figure import draw
from content.atlas.forms import MuscleFilterForm, marked_in
from content.atlas.place import Place
from content.atlas.ranking import NOW, rank, rank_flags
from content.atlas.uses import uses_of
from content.models.atlas import Muscle
from content.structured_data import muscle as describe_muscle

FLAGS_IN_FULL = 4
MUSCLES_SHOWN = 10


def index_context(page: Any, asked: Mapping[str, str], atlas: Atlas) -> dict[str, Any]:
    """Return the filter, what it found by area, and the map of what was found."""
    form = MuscleFilterForm({name: asked.get(name, "") for name in MuscleFilterForm.base_fields})
    found = form.found_in(atlas)
    by_area: dict[str, list[MuscleEntry]] = {}
    for muscle in found:
        by_area.setdefault(muscle.area, []).append(muscle)
    base = path_of(page)
    figure = draw(
        atlas, muscles=found, points=False, referral=False, whole=True, both=True, depths=True,
        link=lambda muscle: f"{base}{muscle.slug}/",
    )  # fmt: skip
    return {
        "form": form,
        "narrowed": any(asked.get(name) for name in form.fields),
        "found": found,
        "total": len(atlas.muscles),
        "areas": [(area_label(area), by_area[area]) for area in sorted(by_area, key=_place_of_area)],
        "conditions": sorted({condition for muscle in atlas.muscles.values() for condition in muscle.conditions}),
        "figure": figure,
    }


def pain_context(page: Any, values: list[str], atlas: Atlas) -> dict[str, Any]:
    """Return the drawing to mark, the list of regions by part of the body, and what the marked ones bring up."""
    marked = marked_in(values, atlas)
    place = Place(
        page,
        _("Where does it hurt?"),
        _("Mark where it hurts: see what must be ruled out first, and which muscles commonly refer there."),
        f"{path_of(page)}where-does-it-hurt/",
    )
    figure = draw(
        atlas, regions=atlas.regions.values(), whole=True, both=True, marked=marked,
        link=lambda region: address_with(place.path, _toggled(marked, region.key)),
    )  # fmt: skip
    return {
        "place": place,
        "figure": figure,
        "parts": _parts(atlas, marked),
        "marked": [atlas.regions[key] for key in marked],
        "share": absolute(address_with(place.path, marked)),
        **findings(marked, atlas),
    }


def findings(marked: list[str], atlas: Atlas) -> dict[str, Any]:
    """Return what to rule out for ``marked`` and the muscles that commonly refer there, best first."""
    flags = rank_flags(marked, atlas.flags.values())
    labels = {key: region.label for key, region in atlas.regions.items()}
    ranked = rank(marked, {muscle.key: muscle.referral for muscle in atlas.muscles.values()})
    rows = [
        {
            "muscle": atlas.muscles[match.key],
            "percent": round(match.score * 100),
            "shared": [labels[key] for key in match.shared if key in labels],
            "rest": [labels[key] for key in match.rest if key in labels],
        }
        for match in ranked
    ]
    told = [
        {"match": match, "now": match.tier == NOW, "where": [labels[key] for key in match.shared]} for match in flags
    ]
    return {
        "flags": told[:FLAGS_IN_FULL],
        "more_flags": told[FLAGS_IN_FULL:],
        "rows": rows[:MUSCLES_SHOWN],
        "more_rows": rows[MUSCLES_SHOWN:],
    }


def region_context(page: Any, region: RegionEntry, atlas: Atlas) -> dict[str, Any]:
    """Return a region with what commonly refers there and what to rule out."""
    referring = atlas.referring_to(region.key)
    summary = _("Muscles that commonly refer pain to this region (%(region)s), and what to rule out first.")
    place = Place(page, region.label, summary % {"region": region.label}, f"{path_of(page)}regions/{region.slug}/")
    return {
        "place": place,
        "region": region,
        "referring": referring,
        "figure": draw(atlas, regions=[region], muscles=()),
        **findings([region.key], atlas),
        "where_path": address_with(f"{path_of(page)}where-does-it-hurt/", [region.key]),
    }


def muscle_context(page: Any, muscle: Muscle, atlas: Atlas, *, full: bool) -> dict[str, Any]:
    """Return a muscle's page; without ``full`` neither its points nor where it is taught."""
    entry = atlas.muscles.get(muscle.key) or muscle_entry(muscle)
    before, after = atlas.beside(muscle.key)
    path = f"{path_of(page)}{muscle.slug}/"
    summary = _("%(name)s: origin, insertion, action, nerve, and where it commonly refers pain.") % {
        "name": muscle.name
    }
    thing = describe_muscle(
        name=muscle.name,
        url=absolute(path),
        description=summary,
        action=muscle.action,
        insertion=muscle.insertion,
        nerve=muscle.innervation,
    )
    return {
        "place": Place(page, muscle.name, summary, path, thing),
        "muscle": muscle,
        "entry": entry,
        "figure": draw(atlas, muscles=[entry], points=full),
        "regions": [atlas.regions[key] for key in entry.referral if key in atlas.regions],
        "conditions": conditions_of(muscle.related_conditions),
        "full": full,
        "uses": uses_of(muscle) if full else {},
        "before": before,
        "after": after,
    }


def _place_of_area(area: str) -> int:
    """Return where an area stands from head to foot; an unknown one comes last."""
    return [*AREAS, area].index(area)


def address_with(path: str, marked: Collection[str]) -> str:
    """Return ``path`` with the marked regions in its query."""
    query = QueryDict(mutable=True)
    query.setlist("r", list(marked))
    return f"{path}?{query.urlencode()}" if marked else path


def _toggled(marked: list[str], key: str) -> list[str]:
    return [one for one in marked if one != key] if key in marked else [*marked, key]


def _parts(atlas: Atlas, marked: list[str]) -> list[dict[str, Any]]:
    """Return the regions by part of the body, from head to foot; a part with a mark is open."""
    parts: list[dict[str, Any]] = [
        {
            "label": label,
            "regions": [(region, region.key in marked) for region in atlas.regions.values() if region.part == key],
        }
        for key, label in PARTS.items()
    ]
    return [
        part | {"count": sum(is_marked for _region, is_marked in part["regions"])} for part in parts if part["regions"]
    ]

"""The whole atlas as plain values, read once and kept until something is published: figures and rankings need no query.

Only what is live is in it. Texts that one page alone shows (origin, nerve …) are read with that page's muscle.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from content.atlas.addresses import atlas_path
from content.atlas.areas import area_label, part_label
from content.atlas.views import BOXES
from content.generation import keep_as
from content.models.atlas import BodyRegion, Muscle
from content.models.safety import RedFlag


@dataclass(frozen=True)
class Shape:
    """A closed path in one view; ``midline``: it lies across the axis and has no mirror image."""

    view: str
    path: str
    midline: bool = False


@dataclass(frozen=True)
class Point:
    """Where a trigger point is commonly mapped; never exact."""

    label: str
    view: str
    x: float
    y: float
    note: str


@dataclass(frozen=True)
class MuscleEntry:
    """A muscle as figures, lists and rankings need it; ``referral`` are keys of regions."""

    pk: int
    key: str
    name: str
    area: str
    layer: str
    action: str
    referral: tuple[str, ...]
    pattern: str
    conditions: tuple[str, ...]
    shapes: tuple[Shape, ...]
    points: tuple[Point, ...]
    under_review: bool

    @property
    def slug(self) -> str:
        """The key as it stands in an address."""
        return self.key.replace("_", "-")

    @property
    def spots(self) -> list[tuple[str, str, str]]:
        """The points in words: label, where it is, and the views that show it."""
        views: dict[tuple[str, str], list[str]] = {}
        for point in self.points:
            views.setdefault((point.label, point.note), []).append(str(BOXES[point.view].label))
        return [(label, note, ", ".join(found)) for (label, note), found in views.items()]

    @property
    def layer_label(self) -> str:
        """How deep it lies, in a word."""
        return str(Muscle.Layer(self.layer).label)

    @property
    def area_label(self) -> str:
        """Where it is filed, in words."""
        return area_label(self.area)


@dataclass(frozen=True)
class RegionEntry:
    """An area as people point at it."""

    pk: int
    key: str
    label: str
    part: str
    view: str
    shapes: tuple[Shape, ...]

    @property
    def slug(self) -> str:
        """The key as it stands in an address."""
        return self.key.replace("_", "-")

    @property
    def part_label(self) -> str:
        """The part of the body, in words."""
        return part_label(self.part)


@dataclass(frozen=True)
class FlagEntry:
    """A red flag and the regions where it is asked about; none: wherever it hurts."""

    key: str
    flag: str
    features: str
    think_of: str
    action: str
    urgency: str
    regions: frozenset[str]


@dataclass(frozen=True)
class Atlas:
    """Muscles, regions and red flags by key, each in its order."""

    muscles: dict[str, MuscleEntry]
    regions: dict[str, RegionEntry]
    flags: dict[str, FlagEntry]

    @cached_property
    def slugs(self) -> dict[str, str]:
        """The keys of muscles and regions by how they stand in addresses."""
        entries: list[MuscleEntry | RegionEntry] = [*self.muscles.values(), *self.regions.values()]
        return {entry.slug: entry.key for entry in entries}

    @cached_property
    def areas(self) -> dict[str, list[MuscleEntry]]:
        """The muscles by area."""
        found: dict[str, list[MuscleEntry]] = {}
        for muscle in self.muscles.values():
            found.setdefault(muscle.area, []).append(muscle)
        return found

    def beside(self, key: str) -> tuple[MuscleEntry | None, MuscleEntry | None]:
        """Return the muscles before and after ``key``."""
        row = [None, *self.muscles.values(), None]
        for (before, this), (_this, after) in zip(pairwise(row), pairwise(row[1:]), strict=False):
            if this and this.key == key:
                return before, after
        return None, None

    def referring_to(self, key: str) -> list[MuscleEntry]:
        """Return the muscles that commonly refer to the region ``key``."""
        return [muscle for muscle in self.muscles.values() if key in muscle.referral]


def read_atlas() -> Atlas:
    """Return the live atlas, kept until the published generation changes."""
    return keep_as("content:atlas", _read)


def places_of_atlas() -> list[str]:
    """Return the paths of what stands below the atlas page, for whoever lists or checks them; none without a page."""
    if not (path := atlas_path()):
        return []
    atlas = read_atlas()
    slugs = [muscle.slug for muscle in atlas.muscles.values()]
    slugs += [f"regions/{region.slug}" for region in atlas.regions.values()]
    return [f"{path}{slug}/" for slug in ("where-does-it-hurt", *slugs)]


def _read() -> Atlas:
    regions = BodyRegion.objects.filter(live=True)
    muscles = Muscle.objects.filter(live=True).prefetch_related("points", "referral")
    flags = RedFlag.objects.filter(live=True).prefetch_related("regions")
    return Atlas(
        muscles={muscle.key: muscle_entry(muscle) for muscle in muscles},
        regions={region.key: _region(region) for region in regions},
        flags={flag.key: _flag(flag) for flag in flags},
    )


def muscle_entry(muscle: Muscle) -> MuscleEntry:
    """Return a muscle as a plain value; also one that is only a draft, for a preview."""
    return MuscleEntry(
        pk=muscle.pk,
        key=muscle.key,
        name=muscle.name,
        area=muscle.body_area,
        layer=muscle.layer,
        action=muscle.action,
        referral=tuple(region.key for region in muscle.referral.all()),
        pattern=muscle.referral_pattern,
        conditions=conditions_of(muscle.related_conditions),
        shapes=_shapes(muscle.shapes),
        points=tuple(
            Point(point.label, point.view, float(point.x), float(point.y), point.note) for point in muscle.points.all()
        ),
        under_review=muscle.under_review,
    )


def conditions_of(text: str) -> tuple[str, ...]:
    """Return conditions that stand in a field, separated by semicolons, each with a capital."""
    found = (" ".join(part.split()) for part in text.split(";"))
    return tuple(part[0].upper() + part[1:] for part in found if part)


def _region(region: BodyRegion) -> RegionEntry:
    return RegionEntry(region.pk, region.key, region.label, region.body_part, region.view, _shapes(region.shapes))


def _flag(flag: RedFlag) -> FlagEntry:
    regions = frozenset(region.key for region in flag.regions.all())
    return FlagEntry(flag.key, flag.flag, flag.features, flag.think_of, flag.action, flag.urgency, regions)


def _shapes(stored: list[dict[str, Any]]) -> tuple[Shape, ...]:
    known = (shape for shape in stored if shape.get("view") in BOXES and shape.get("path"))
    return tuple(Shape(shape["view"], shape["path"], bool(shape.get("midline"))) for shape in known)

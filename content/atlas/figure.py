"""What a body map shows: which muscles, points and regions, in which views, and how much of each view.

Start with ``draw``; the tag ``{% body_map figure %}`` shows what it returns. Nothing here asks the database.
"""

import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from content.atlas.collection import Atlas, MuscleEntry, Point, RegionEntry, Shape
from content.atlas.geometry import Bounds, around, bounds_of, middle_of
from content.atlas.views import BOXES, Box

#: What can be switched on and off: the muscles, their trigger points, and where they commonly refer.
LAYERS = ("muscles", "points", "referral")
MARGIN = 0.14  # of the longer side, around what is drawn
SMALLEST = 150.0  # units: a crop is never closer than this
NEAR = 0.3  # of the longer side: how far from the axis a crop is widened to reach over it
BEYOND = 45.0  # units, by which it then does
SHAPES_OF_CROP = (0.7, 1.35)  # width by height, at least and at most
MOST_NUMBERED = 6  # muscles: more are not told apart by numbers
DEPTHS = ("deep", "intermediate", "superficial")  # as they are painted, one over the other


@dataclass(frozen=True)
class Item:
    """One shape of a muscle or of a region; ``number`` names its muscle in a figure of several."""

    key: str
    label: str
    shape: Shape
    layer: str = ""
    href: str = ""
    number: int = 0
    marked: bool = False


@dataclass(frozen=True)
class Dot:
    """A trigger point in the picture: its label, where it is, and whose it is."""

    key: str
    muscle: str
    point: Point


@dataclass(frozen=True)
class Label:
    """The number of a muscle, written in the middle of its shape."""

    key: str
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Panel:
    """One view with what is drawn in it; ``one`` shows the right side, ``both`` both sides, each as a view box."""

    box: Box
    muscles: tuple[Item, ...]
    referral: tuple[Item, ...]
    regions: tuple[Item, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    one: str
    both: str
    width: float
    height: float

    @property
    def unit(self) -> float:
        """What letters and dots are measured in, so that they look alike in every crop."""
        return max(self.width, self.height * 0.6) / 100

    @property
    def letter(self) -> float:
        """The height of letters."""
        return 4.2 * self.unit

    @property
    def radius(self) -> float:
        """The radius of a point's ring."""
        return 1.9 * self.unit

    @property
    def core(self) -> float:
        """The radius of the spot within the ring."""
        return 0.7 * self.unit

    @property
    def scale(self) -> float:
        """How much the hatching of referred pain is magnified."""
        return self.unit / 2.6


@dataclass(frozen=True)
class Figure:
    """A body map, ready to be shown. ``on`` are the layers shown at first; ``both`` draws the left side too."""

    panels: tuple[Panel, ...]
    muscles: tuple[MuscleEntry, ...]
    referral: tuple[RegionEntry, ...]
    regions: tuple[RegionEntry, ...]
    on: frozenset[str]
    both: bool
    whole: bool
    depths: bool
    linked: bool
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def layers(self) -> list[tuple[str, bool]]:
        """The layers that hold anything, in order, and whether each is on at first."""
        held = {
            "muscles": any(panel.muscles for panel in self.panels),
            "points": any(panel.dots for panel in self.panels),
            "referral": any(panel.referral for panel in self.panels),
        }
        return [(name, name in self.on) for name in LAYERS if held[name]]

    @property
    def name(self) -> str:
        """A name for ids: the same for the same content."""
        keys = [muscle.key for muscle in self.muscles], [region.key for region in self.regions]
        return f"map-{zlib.crc32(repr((keys, sorted(self.on), self.both)).encode()):08x}"

    @property
    def sided(self) -> bool:
        """Whether there is another side to show."""
        return any(panel.one != panel.both for panel in self.panels)

    @property
    def first_view(self) -> str:
        """The view to show first where there is room for one: one with a mark, else the first."""
        held = [panel for panel in self.panels if any(item.marked for item in panel.regions)] or self.panels
        return held[0].box.key if held else ""

    @property
    def title(self) -> str:
        """What is drawn, as a list of names."""
        return ", ".join([muscle.name for muscle in self.muscles] or [region.label for region in self.regions])

    def refers_to(self, muscle: MuscleEntry) -> list[str]:
        """Return the labels of the regions that ``muscle`` commonly refers to."""
        return [self.labels[key] for key in muscle.referral if key in self.labels]


def draw(
    atlas: Atlas,
    *,
    muscles: Iterable[MuscleEntry] = (),
    regions: Iterable[RegionEntry] = (),
    on: Collection[str] = LAYERS,
    points: bool = True,
    referral: bool = True,
    whole: bool = False,
    both: bool = False,
    depths: bool = False,
    marked: Collection[str] = (),
    link: Callable[[MuscleEntry | RegionEntry], str] | None = None,
) -> Figure:
    """Return a figure of ``muscles`` (with their points and referral, unless told otherwise) and of ``regions``.

    ``whole`` shows every view in full instead of the part that matters; ``both`` draws the left side too; ``depths``
    shows one anatomical layer at a time; ``marked`` are keys of regions that somebody pointed at; ``link`` gives the
    address that a shape leads to.
    """
    chosen, areas = tuple(muscles), tuple(regions)
    if not points:
        chosen = tuple(replace(muscle, points=()) for muscle in chosen)
    keys = dict.fromkeys(key for muscle in chosen if referral for key in muscle.referral)
    referred = tuple(atlas.regions[key] for key in keys if key in atlas.regions)
    href = link or (lambda _entry: "")
    layers = {
        "muscles": _muscle_items(chosen, href),
        "referral": tuple(_items(referred, href, ())),
        "regions": tuple(_items(areas, href, marked)),
        "dots": tuple(Dot(muscle.key, muscle.name, point) for muscle in chosen for point in muscle.points),
    }
    views = list(BOXES) if whole else _views(layers)
    panels = (_panel(BOXES[view], layers, whole=whole, both=both) for view in views)
    return Figure(
        panels=tuple(panel for panel in panels if panel.muscles or panel.referral or panel.regions),
        muscles=chosen,
        referral=referred,
        regions=areas,
        on=frozenset(on),
        both=both,
        whole=whole,
        depths=depths,
        linked=link is not None,
        labels={key: region.label for key, region in atlas.regions.items()},
    )


def _muscle_items(muscles: Sequence[MuscleEntry], href: Callable) -> tuple[Item, ...]:
    """Return the shapes as they are painted, deep ones first, so that a superficial muscle lies over them."""
    numbered = 1 < len(muscles) <= MOST_NUMBERED
    items = [
        Item(muscle.key, muscle.name, shape, muscle.layer, href(muscle), number if numbered else 0)
        for number, muscle in enumerate(muscles, 1)
        for shape in muscle.shapes
    ]
    return tuple(sorted(items, key=lambda item: DEPTHS.index(item.layer)))


def _items(regions: Iterable[RegionEntry], href: Callable, marked: Collection[str]) -> Iterable[Item]:
    for region in regions:
        for shape in region.shapes:
            yield Item(region.key, region.label, shape, href=href(region), marked=region.key in marked)


def _views(layers: dict) -> list[str]:
    """Return the views needed: those of the muscles, then as few as show every region at least once."""
    views = {item.shape.view for item in layers["muscles"]}
    areas = [*layers["regions"], *layers["referral"]]
    missing = {item.key for item in areas} - {item.key for item in areas if item.shape.view in views}
    while missing:
        shown = {view: {item.key for item in areas if item.shape.view == view} & missing for view in BOXES}
        best = max(BOXES, key=lambda view: len(shown[view]))
        views.add(best)
        missing -= shown[best]
    return [view for view in BOXES if view in views]


def _panel(box: Box, layers: dict, *, whole: bool, both: bool) -> Panel:
    here = {
        name: tuple(item for item in layers[name] if item.shape.view == box.key) for name in layers if name != "dots"
    }
    dots = tuple(dot for dot in layers["dots"] if dot.point.view == box.key)
    one, two = _crops(box, [item.shape for items in here.values() for item in items], whole=whole)
    shown = two if both else one
    return Panel(
        box=box,
        **here,
        dots=dots,
        labels=tuple(_labels(here["muscles"])),
        one=_text(one),
        both=_text(two),
        width=shown.width,
        height=shown.height,
    )


def _labels(items: Iterable[Item]) -> Iterable[Label]:
    """Return one number for each numbered muscle: in the middle of the largest of its shapes."""
    largest: dict[str, tuple[Bounds, Item]] = {}
    for item in items:
        bounds = bounds_of(item.shape.path)
        known = largest.get(item.key)
        if item.number and (known is None or bounds.width * bounds.height > known[0].width * known[0].height):
            largest[item.key] = bounds, item
    for _bounds, item in largest.values():
        yield Label(item.key, item.number, *middle_of(item.shape.path))


def _crops(box: Box, shapes: list[Shape], *, whole: bool) -> tuple[Bounds, Bounds]:
    """Return how much of the view is shown: for the right side alone, and for both sides."""
    if whole or not shapes:
        return box.body, box.body
    one = _with_axis(around([bounds_of(shape.path) for shape in shapes]), box)
    sided = box.axis is not None and any(not shape.midline for shape in shapes)
    two = one.joined(one.mirrored(box.axis)) if sided and box.axis is not None else one
    return _framed(one, box), _framed(two, box)


def _with_axis(bounds: Bounds, box: Box) -> Bounds:
    """Return ``bounds`` reaching over the body's axis if that is near: half a face says less than a face."""
    if box.axis is None:
        return bounds
    near = max(bounds.left - box.axis, box.axis - bounds.right) < NEAR * max(bounds.width, bounds.height)
    return bounds.joined(Bounds(box.axis - BEYOND, bounds.top, box.axis + BEYOND, bounds.top)) if near else bounds


def _framed(bounds: Bounds, box: Box) -> Bounds:
    """Return ``bounds`` with a margin, neither too close nor too narrow nor too flat, within the view."""
    margin = 2 * MARGIN * max(bounds.width, bounds.height)
    framed = bounds.grown(bounds.width + margin, bounds.height + margin).grown(SMALLEST, SMALLEST)
    narrowest, flattest = SHAPES_OF_CROP
    framed = framed.grown(framed.height * narrowest, framed.width / flattest)
    return framed.pushed_into(box.width, box.height)


def _text(bounds: Bounds) -> str:
    return f"{bounds.left:.0f} {bounds.top:.0f} {bounds.width:.0f} {bounds.height:.0f}"

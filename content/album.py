"""The renditions of all pictures of a page, read in one query; what is not made yet is noted and done without."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError

from content.pictures import MIME_TYPES, SHAPES, Wanted, all_specs, formats_of, specs_of

LOST = (OSError, SourceImageIOError)


@dataclass(frozen=True)
class Source:
    """One format of a shown picture: its files by width."""

    mime: str
    renditions: tuple[AbstractRendition, ...]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in self.renditions)

    @property
    def widest(self) -> AbstractRendition:
        return self.renditions[-1]


@dataclass(frozen=True)
class Shown:
    """A picture as HTML offers it: better formats, then the one that every browser reads."""

    sources: tuple[Source, ...]
    fallback: Source
    sizes: str


@dataclass
class Album:
    """Knows the renditions of ``wanted`` pictures; ``missing`` gathers those for which some have still to be made."""

    wanted: set[Wanted] = field(default_factory=set)
    missing: set[Wanted] = field(default_factory=set)
    known: dict[tuple[int, str, str], AbstractRendition] = field(default_factory=dict)

    @classmethod
    def of(cls, wanted: Iterable[Wanted]) -> "Album":
        """Read what there is of ``wanted``."""
        album = cls(set(wanted))
        specs = {spec for _key, shape in album.wanted for crisp in (True, False) for spec in _specs(shape, crisp)}
        model = get_image_model().get_rendition_model()
        found = model.objects.filter(image_id__in={key for key, _shape in album.wanted}, filter_spec__in=specs)
        for rendition in found if specs else ():
            album.known[(rendition.image_id, rendition.filter_spec, rendition.focal_point_key)] = rendition
        return album

    def show(self, image: AbstractImage, shape: str) -> Shown | None:
        """Return how to show ``image``; nothing if its file is lost.

        If nothing of it is made yet, one cut is made here and now in a format that is quick to make.
        """
        forms = formats_of(line_art=image.line_art)
        sources = [source for form in forms if (source := self._source(image, shape, form))]
        if len(sources) < len(forms):
            self.missing.add((image.pk, shape))
        if not sources or sources[-1].mime != MIME_TYPES[forms[-1]]:
            quick = _make_one(image, specs_of(shape, forms[-1])[-1])
            sources += [Source(MIME_TYPES[forms[-1]], (quick,))] if quick else []
        return Shown(tuple(sources[:-1]), sources[-1], SHAPES[shape].sizes) if sources else None

    def _source(self, image: AbstractImage, shape: str, form: str) -> Source | None:
        """Return one format if all its cuts are made; a picture narrower than a cut is offered once."""
        specs = specs_of(shape, form)
        found = [self.known.get((image.pk, spec, Filter(spec=spec).get_cache_key(image))) for spec in specs]
        made = {rendition.width: rendition for rendition in found if rendition}
        return Source(MIME_TYPES[form], tuple(made[width] for width in sorted(made))) if all(found) else None


def _specs(shape: str, line_art: bool) -> list[str]:
    return all_specs(shape, line_art=line_art) if shape in SHAPES else []


def _make_one(image: AbstractImage, spec: str) -> AbstractRendition | None:
    try:
        return image.get_rendition(spec)
    except LOST:
        return None

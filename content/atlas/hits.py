"""Muscles and regions that a site search finds by name, beside the pages."""

from dataclasses import dataclass

from content.atlas.addresses import atlas_path
from content.atlas.collection import read_atlas

MOST = 6


@dataclass(frozen=True)
class AtlasHit:
    """An entry of the atlas and where it is."""

    name: str
    url: str


def atlas_hits(query: str) -> list[AtlasHit]:
    """Return up to six muscles and regions whose name has every word of ``query``; none without an atlas page."""
    words, path = query.casefold().split(), atlas_path()
    if not words or not path:
        return []
    atlas = read_atlas()
    names = [
        *((muscle.name, f"{path}{muscle.slug}/") for muscle in atlas.muscles.values()),
        *((region.label, f"{path}regions/{region.slug}/") for region in atlas.regions.values()),
    ]
    return [AtlasHit(name, url) for name, url in names if all(word in name.casefold() for word in words)][:MOST]

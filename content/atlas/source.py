"""The fence ``atlas_figure`` of a source file.

::: atlas_figure "Where the upper trapezius refers"
muscles: [trapezius_upper, levator_scapulae]
regions: [temple]
show: [muscles, referral]
:::
"""

from typing import Any

from content.atlas.figure import LAYERS
from content.source import Piece
from content.source_finder import Finder
from content.source_makers.fields import FieldError, read_fields

FIELDS = ("muscles", "regions", "show")


def atlas_figure(piece: Piece, finder: Finder) -> dict[str, Any]:
    """Return the stored shape of an atlas figure; raise ValueError with a sentence if the fence makes no sense."""
    values = _values(piece)
    show = values.get("show", list(LAYERS))
    if unknown := set(show) - set(LAYERS):
        words = f"an atlas figure cannot show {', '.join(sorted(unknown))}; it can show {', '.join(LAYERS)}"
        raise FieldError(words, field="show")
    return {
        "muscles": [finder.muscle(key) for key in values.get("muscles", [])],
        "regions": [finder.region(key) for key in values.get("regions", [])],
        "show": show,
        "caption": piece.arguments[0] if piece.arguments else "",
    }


def _values(piece: Piece) -> dict[str, list[str]]:
    values = read_fields(piece, required=(), optional=FIELDS)
    if wrong := next((name for name, value in values.items() if not isinstance(value, list)), ""):
        raise FieldError("a list is wanted: [soleus]", field=wrong)
    return values

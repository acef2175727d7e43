"""The picture in the form of a muscle or region: points are placed and shapes drawn on the body.

The fields stay what they are, an inline formset and a JSON field; ``static/js/body-drawing.js`` reads and writes them.
"""

import json
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel, Panel

from content.atlas.views import BOXES, Box

#: What the picture says; the browser fills in what stands in braces.
WORDS = {
    "point": _("{label}: across {x}, down {y}."),
    "place": _("across {x}, down {y}"),
    "stray": _("It lies outside the muscle’s drawing."),
    "removed": _("{label} is removed."),
    "unnamed": _("Unnamed"),
    "no_place": _("has no place yet"),
    "no_view": _("no view chosen"),
    "click_to_place": _("Click where the point is."),
    "click_to_draw": _("Click from point to point; the first one, or Enter, closes it. Escape ends it."),
    "too_few": _("A shape needs three points at least."),
    "shape_added": _("The shape is drawn. Drag its points, or make it smooth."),
    "shape_removed": _("The shape is removed."),
    "node": _("Point {number} of the outline"),
    "handle_in": _("Handle of the curve before it"),
    "handle_out": _("Handle of the curve after it"),
}


class PicturePanel(Panel):
    """The body with what the form holds drawn on it; ``points`` is the prefix of the formset of points, if any."""

    def __init__(self, *, points: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.points = points

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"points": self.points}

    class BoundPanel(Panel.BoundPanel):
        """Renders the empty stage and its tools; the fields that it works on come behind it."""

        template_name = "content/admin/picture.html"

        class Media:
            css = {"all": ["css/body-drawing.css"]}
            js = [forms.Script("js/body-drawing.js", type="module")]

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {
                "boxes": list(BOXES.values()),
                "boxes_json": json.dumps({key: described_box(key) for key in BOXES}),
                "words_json": json.dumps({name: str(words) for name, words in WORDS.items()}),
                "points": self.panel.points,
                "first_view": getattr(self.instance, "view", ""),
            }


class ShapesComparison(FieldComparison):
    """Two drawings side by side, as pictures: their numbers would tell an editor nothing."""

    def htmldiff(self) -> SafeString:
        """Draw what was and what is."""
        drawn = [_by_view(shapes) for shapes in (self.val_a, self.val_b)]
        return render_to_string("content/admin/shapes_compared.html", {"before": drawn[0], "after": drawn[1]})


class ShapesPanel(FieldPanel):
    """The shapes as they are kept: seldom typed, but there without the picture too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("classname", "collapsed")
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6, "class": "shapes-as-text", "spellcheck": "false"}))
        kwargs.setdefault(
            "help_text", _("What the picture keeps. Each shape has a view and a closed path (M L C Q Z).")
        )
        super().__init__(*args, **kwargs)

    def get_comparison_class(self) -> type[FieldComparison]:
        return ShapesComparison


def _by_view(shapes: list[dict[str, Any]]) -> list[tuple[Box, list[dict[str, Any]]]]:
    """Return the shapes of each view that has any."""
    views = [(box, [shape for shape in shapes if shape["view"] == key]) for key, box in BOXES.items()]
    return [(box, drawn) for box, drawn in views if drawn]


def described_box(key: str) -> dict[str, Any]:
    """Return a view as the browser draws it."""
    box = BOXES[key]
    return {
        "label": str(box.label),
        "width": box.width,
        "height": box.height,
        "axis": box.axis,
        "mirror": box.mirror,
        "art": static(box.art),
    }

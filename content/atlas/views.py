"""The four pictures of the body: their boxes, their axes, and the drawing under each.

Data describe the person's right side; in a view with an axis the left side is the mirror image.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.atlas.geometry import Bounds


@dataclass(frozen=True)
class Box:
    """A view: its size in units of the drawing, where in it the body is drawn, and the x of the body's axis.

    Without an axis the view has one side only.
    """

    key: str
    label: Promise
    width: int
    height: int
    axis: float | None
    body: Bounds

    @property
    def art(self) -> str:
        """The static file under the shapes; its group is ``#figure``."""
        return f"atlas/{self.key}.svg"

    @property
    def mirror(self) -> str:
        """The SVG transform that draws the other side; empty where there is none."""
        return f"matrix(-1 0 0 1 {2 * self.axis:g} 0)" if self.axis else ""


BOXES = {
    box.key: box
    for box in (
        Box("front", _("front view"), 724, 1448, 364, Bounds(36, 86, 688, 1362)),
        Box("back", _("back view"), 724, 1448, 360, Bounds(36, 86, 688, 1362)),
        Box("head", _("head from the side"), 724, 724, None, Bounds(64, 20, 624, 720)),
        Box("sole", _("sole of the foot"), 400, 724, None, Bounds(40, 10, 360, 712)),
    )
}

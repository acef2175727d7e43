"""What editors fill in for places on the body map."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.atlas.views import BOXES
from quizzes.types.authoring import AnswerBlock
from quizzes.types.picture import RADIUS, located


def view_block() -> blocks.ChoiceBlock:
    """Return the menu of views."""
    return blocks.ChoiceBlock(
        choices=[(box.key, box.label) for box in BOXES.values()], default="front", label=_("View of the body")
    )


class SpotBlock(blocks.StructBlock):
    """Where a place is: by muscle and point, by region, by coordinates, or by corners."""

    muscle = blocks.CharBlock(label=_("Muscle"), max_length=60, required=False, help_text=_("Its code: “soleus”."))
    point = blocks.CharBlock(label=_("Trigger point"), max_length=20, required=False, help_text=_("“TrP1”."))
    region = blocks.CharBlock(label=_("Region"), max_length=60, required=False, help_text=_("Its code: “temple”."))
    x = blocks.FloatBlock(
        label=_("x"), required=False, help_text=_("On a picture of your own, in percent of its width.")
    )
    y = blocks.FloatBlock(label=_("y"), required=False)
    radius = blocks.FloatBlock(label=_("Radius"), required=False, default=RADIUS, min_value=1, max_value=200)
    corners = blocks.CharBlock(
        label=_("Corners"),
        required=False,
        max_length=900,
        help_text=_(
            "“10,20 30,40”: two are a rectangle, three or more a polygon. On a picture of your own, in percent."
        ),
    )


class SpotsBlock(AnswerBlock):
    """Base of the blocks of types that ask on the body map; their list of places is called ``targets``."""

    def definition_data(self, value: blocks.StructValue) -> dict[str, Any]:
        data = super().definition_data(value)
        return data | {"targets": located(data.get("view", ""), data["targets"], data.get("picture"))}

    def require_a_question(self, value: blocks.StructValue) -> None:
        super().require_a_question(value)
        message = ValidationError(_t("The atlas has no such place in this view."))
        lost = {
            place: blocks.StructBlockValidationError(non_block_errors=[message])
            for place, target in enumerate(self.definition_data(value)["targets"])
            if is_lost(target)
        }
        if lost:
            raise blocks.StructBlockValidationError(
                block_errors={"targets": blocks.ListBlockValidationError(block_errors=lost)}
            )

    def faults_in(self, data: Mapping[str, Any]) -> list[str]:
        words = _t("Place %(number)d: the atlas has no such place in this view.")
        lost = [words % {"number": n} for n, target in enumerate(data["targets"], 1) if is_lost(target)]
        return super().faults_in(data) or lost


def is_lost(target: Mapping[str, Any]) -> bool:
    """Whether a place that is named has no shape."""
    return not target.get("circle") and not target.get("paths")

"""The atlas in a body: muscles or regions chosen from it, as a body map."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from content.atlas.collection import read_atlas
from content.atlas.figure import LAYERS, draw
from content.models.atlas import Muscle

LAYER_WORDS = {"muscles": _("Muscles"), "points": _("Trigger points"), "referral": _("Referred pain")}
MOST_MUSCLES = 6


class AtlasFigureBlock(blocks.StructBlock):
    """A body map of chosen muscles (with their points and referred pain) and regions.

    What is drawn comes from the atlas that is kept for all (``content.atlas.collection``): any number of figures in a
    body costs two queries, one for all chosen muscles and one for all regions.
    """

    muscles = blocks.ListBlock(
        SnippetChooserBlock("content.Muscle"), min_num=0, max_num=MOST_MUSCLES, default=[], label=_("Muscles")
    )
    regions = blocks.ListBlock(SnippetChooserBlock("content.BodyRegion"), min_num=0, default=[], label=_("Regions"))
    show = blocks.MultipleChoiceBlock(
        label=_("Layers shown at first"),
        choices=[(name, LAYER_WORDS[name]) for name in LAYERS],
        default=list(LAYERS),
        required=False,
        search_index=False,
        help_text=_("Readers can switch each on and off."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300, help_text=_("What to see in it."))

    class Meta:
        icon = "user"
        label = _("Atlas figure")
        group = _("Media")
        template = "content/blocks/atlas_figure.html"
        description = _("Muscles, their trigger points and where they refer, drawn on the body.")
        preview_value = {
            "muscles": [],
            "regions": [],
            "show": list(LAYERS),
            "caption": "Where the upper trapezius refers",
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not cleaned["muscles"] and not cleaned["regions"]:
            raise StructBlockValidationError(
                block_errors={"muscles": ValidationError(_("Choose a muscle or a region."))}
            )
        return cleaned

    def get_preview_value(self) -> blocks.StructValue:
        """Show the first muscle there is."""
        muscle = Muscle.objects.filter(live=True).first()
        return self.normalize(self.meta.preview_value | {"muscles": [muscle] if muscle else []})

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        atlas = read_atlas()
        figure = draw(
            atlas,
            muscles=[atlas.muscles[one.key] for one in value["muscles"] if one and one.key in atlas.muscles],
            regions=[atlas.regions[one.key] for one in value["regions"] if one and one.key in atlas.regions],
            on=value["show"],
        )
        return super().get_context(value, parent_context) | {"figure": figure}

"""A picture with numbered spots that explain themselves."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .text import INLINE_FEATURES

MOST_SPOTS = 12


class SpotBlock(blocks.StructBlock):
    """A spot: where it is, in percent of the picture, and what is there."""

    x = blocks.FloatBlock(label=_("Across, %"), min_value=0, max_value=100, help_text=_("0 is the left edge."))
    y = blocks.FloatBlock(label=_("Down, %"), min_value=0, max_value=100, help_text=_("0 is the upper edge."))
    label = blocks.CharBlock(label=_("Label"), max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES, required=False)

    class Meta:
        icon = "crosshairs"
        label = _("Spot")


class HotspotsBlock(blocks.StructBlock):
    """A labelled figure: numbers on the picture, the same numbers in a list below it."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    spots = blocks.ListBlock(
        SpotBlock(),
        min_num=1,
        max_num=MOST_SPOTS,
        label=_("Spots, in reading order"),
        help_text=_("Click on the picture to place them, or type the numbers."),
    )

    class Meta:
        icon = "crosshairs"
        form_classname = "struct-block hotspots-form"
        label = _("Labelled figure")
        group = _("Media")
        template = "content/blocks/hotspots.html"
        description = _("A picture with numbered spots, each with a label and a text.")
        preview_value = {
            "image": None,
            "caption": "Landmarks of the shoulder blade",
            "spots": [{"x": 30, "y": 40, "label": "Spine of the scapula", "text": "<p>Follow it to the acromion.</p>"}],
        }
        css = ("hotspots",)
        js = ("hot-spots",)

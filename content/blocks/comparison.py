"""Two to four things held against each other, feature by feature."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .text import INLINE_FEATURES


class FeatureBlock(blocks.StructBlock):
    """One feature, and what each thing is like in it."""

    name = blocks.CharBlock(label=_("Feature"), max_length=120)
    cells = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Is"), features=INLINE_FEATURES, required=False),
        min_num=2,
        max_num=4,
        label=_("In the order of the things"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Feature")


class ComparisonBlock(blocks.StructBlock):
    """A table on a wide screen, a card for each thing on a phone; one and the same markup."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    things = blocks.ListBlock(
        blocks.CharBlock(label=_("Thing"), max_length=120), min_num=2, max_num=4, label=_("Things compared")
    )
    features = blocks.ListBlock(FeatureBlock(), min_num=1, label=_("Features"))

    class Meta:
        icon = "table"
        label = _("Comparison")
        group = _("Data")
        template = "content/blocks/comparison.html"
        description = _("Two to four things compared feature by feature.")
        preview_value = {
            "caption": "Two reasons for a numb hand",
            "things": ["Carpal tunnel", "Pronator teres"],
            "features": [
                {"name": "Night waking", "cells": ["<p>Typical</p>", "<p>Unusual</p>"]},
                {"name": "Worse with", "cells": ["<p>A bent wrist</p>", "<p>Turning a screwdriver</p>"]},
            ],
        }
        css = ("comparison",)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        wanted = len(cleaned["things"])
        if any(len(feature["cells"]) != wanted for feature in cleaned["features"]):
            error = ValidationError(_("Each feature needs %(number)d cells, one for each thing.") % {"number": wanted})
            raise StructBlockValidationError(block_errors={"features": error})
        return cleaned

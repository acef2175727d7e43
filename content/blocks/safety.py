"""Cards of the safety lists: what stops or changes a treatment, and what must not wait."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .text import INLINE_FEATURES

TEXT = [*INLINE_FEATURES, "ul", "ol"]


def contraindication_preview() -> dict:
    """Return a card whose entry is not in the database."""
    entry = apps.get_model("content", "Contraindication")(
        condition="Deep vein thrombosis, known or suspected",
        category="absolute",
        why="Pressure may loosen a clot.",
        what_to_do="Do not treat. Ask for a medical assessment today.",
        who_decides="Doctor",
        urgency="Same day",
    )
    return {"entry": entry, "text": "<p>A calf that is hot after a flight is this until somebody has looked.</p>"}


def red_flag_preview() -> dict:
    """Return a card whose entry is not in the database."""
    entry = apps.get_model("content", "RedFlag")(
        flag="Numbness around the saddle area",
        think_of="Cauda equina syndrome",
        action="Call 999 or send to A&E.",
        urgency="Emergency, now",
    )
    return {"entry": entry, "text": ""}


class ContraindicationBlock(blocks.StructBlock):
    """One contraindication: its category in word, shape and colour, who decides, what to do."""

    entry = SnippetChooserBlock("content.Contraindication", label=_("Contraindication"))
    text = blocks.RichTextBlock(label=_("What it means here"), features=TEXT, required=False)

    class Meta:
        icon = "warning"
        label = _("Contraindication")
        group = _("Safety")
        template = "content/blocks/contraindication.html"
        description = _("One entry of the list of contraindications, as a card.")
        preview_value = staticmethod(contraindication_preview)
        css = ("category", "safety-card")


class RedFlagBlock(blocks.StructBlock):
    """One red flag: how fast, and what to do first."""

    entry = SnippetChooserBlock("content.RedFlag", label=_("Red flag"))
    text = blocks.RichTextBlock(label=_("What it looks like here"), features=TEXT, required=False)

    class Meta:
        icon = "warning"
        label = _("Red flag")
        group = _("Safety")
        template = "content/blocks/red_flag.html"
        description = _("One entry of the list of red flags, as a card.")
        preview_value = staticmethod(red_flag_preview)
        css = ("category", "safety-card")

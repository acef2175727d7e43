"""A technique as a therapist does it at the couch: position, steps, pressure, a timed hold, and when to stop."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .text import INLINE_FEATURES

SHORTEST_HOLD, LONGEST_HOLD = 5, 120
MOST_REPEATS = 10


def preview_value() -> dict:
    """Return a technique that is not in the database."""
    entry = apps.get_model("content", "Contraindication")(
        condition="Acute whiplash", category="seek_advice", what_to_do="Wait for the doctor’s word."
    )
    return {
        "title": "Palpation release of the upper trapezius",
        "position": "<p>Client supine, the shoulder supported.</p>",
        "steps": ["<p>Take the muscle between thumb and fingers.</p>", "<p>Wait for the first resistance.</p>"],
        "pressure": "<p>Usually 4–6 on the client’s scale.</p>",
        "hold_seconds": 20,
        "repeats": 3,
        "stop_when": ["Numbness or tingling", "Pain that rises"],
        "contraindications": [entry],
        "note": "",
    }


class TechniqueBlock(blocks.StructBlock):
    """How a technique is done, with a timer for the hold, and what forbids it."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    position = blocks.RichTextBlock(label=_("Position"), features=INLINE_FEATURES)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Step"), features=INLINE_FEATURES), min_num=1, label=_("Steps")
    )
    pressure = blocks.RichTextBlock(
        label=_("Pressure"), features=INLINE_FEATURES, help_text=_("On the client's own scale of 0 to 10.")
    )
    hold_seconds = blocks.IntegerBlock(
        label=_("Hold, in seconds"), min_value=SHORTEST_HOLD, max_value=LONGEST_HOLD, default=20
    )
    repeats = blocks.IntegerBlock(label=_("How often"), min_value=1, max_value=MOST_REPEATS, default=3)
    stop_when = blocks.ListBlock(
        blocks.CharBlock(label=_("Sign"), max_length=200), min_num=1, label=_("Stop at these signs")
    )
    contraindications = blocks.ListBlock(
        SnippetChooserBlock("content.Contraindication"), default=[], label=_("Contraindications")
    )
    note = blocks.RichTextBlock(label=_("Note"), features=INLINE_FEATURES, required=False)

    class Meta:
        icon = "time"
        label = _("Technique")
        group = _("Practice")
        template = "content/blocks/technique.html"
        description = _("Position, steps and pressure, a timer for the hold, and when to stop.")
        preview_value = staticmethod(preview_value)
        css = ("category", "technique")
        js = ("hold-timer",)

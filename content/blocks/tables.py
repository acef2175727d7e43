"""A table that reads well aloud: a caption, column headings and, if wished, row headings."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from .text import INLINE_FEATURES

PREVIEW_TABLE = {
    "columns": [{"type": "text", "heading": "Muscle"}, {"type": "text", "heading": "Refers to"}],
    "rows": [
        {"values": ["Upper trapezius", "Temple, angle of the jaw"]},
        {"values": ["Infraspinatus", "Front of the shoulder"]},
    ],
    "caption": "",
}


class DataTableBlock(blocks.StructBlock):
    """A table of data; its first column may be the heading of each row."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200, help_text=_("What the table shows; read out first."))
    row_headings = blocks.BooleanBlock(label=_("The first column names the row"), required=False, default=True)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Rich text"), features=INLINE_FEATURES, required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Data")
        template = "content/blocks/table.html"
        description = _("Facts in rows and columns, with a caption and headings.")
        preview_value = {"caption": "Common referral patterns", "row_headings": True, "table": PREVIEW_TABLE}

"""Blocks made of words."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

INLINE_FEATURES = ["bold", "italic", "link"]
TEXT_FEATURES = ["bold", "italic", "superscript", "subscript", "link", "document-link", "ol", "ul"]


class HeadingValue(blocks.StructValue):
    """A heading and the anchor that a link to it may keep using."""

    def anchor_id(self) -> str:
        """Return the anchor given at the first save, or one made from the text."""
        return self.get("anchor") or slugify(self["text"])


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third level; its anchor is made from its text once and stays."""

    text = blocks.CharBlock(label=_("Text"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Section")), ("3", _("Subsection"))], default="2", search_index=False
    )
    anchor = blocks.RegexBlock(
        label=_("Anchor"),
        regex=r"^[a-z0-9-]*$",
        required=False,
        search_index=False,
        max_length=160,
        help_text=_("Leave empty: it is made from the text and then kept, so that links to this section stay right."),
        error_messages={"invalid": _("Use small letters, digits and hyphens only.")},
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        template = "content/blocks/heading.html"
        description = _("A section heading; sections appear in the contents of a page.")
        preview_value = {"text": "What happens at the first appointment", "level": "2", "anchor": ""}
        value_class = HeadingValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        cleaned["anchor"] = cleaned["anchor"] or slugify(cleaned["text"])
        return cleaned


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists; headings are blocks of their own."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"features": TEXT_FEATURES} | kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        template = "content/blocks/text.html"
        description = _("Paragraphs, lists and links.")
        preview_value = "<p>A muscle that has been <b>held short</b> for hours rarely complains where it is short.</p>"


class CalloutBlock(blocks.StructBlock):
    """A remark set apart: a tip, a caution or a word on the evidence."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("tip", _("Tip")), ("caution", _("Caution")), ("evidence", _("Evidence"))],
        default="tip",
        search_index=False,
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=[*INLINE_FEATURES, "ul", "ol"])

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = _("Text")
        template = "content/blocks/callout.html"
        description = _("A remark set apart: a tip, a caution, or what the evidence says.")
        preview_value = {
            "kind": "caution",
            "title": "Stop and refer",
            "text": "<p>Sudden weakness in both legs is never a muscular finding.</p>",
        }


class QuotationBlock(blocks.StructBlock):
    """Someone else's words, with the source."""

    text = blocks.TextBlock(label=_("Words"))
    source = blocks.CharBlock(label=_("Source"), max_length=200, help_text=_("Who said or wrote it, and where."))
    url = blocks.URLBlock(label=_("Link to the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Text")
        template = "content/blocks/quotation.html"
        description = _("Someone else's words, with the source.")
        preview_value = {
            "text": "I could turn my head to reverse the car again.",
            "source": "Student case diary, week 3",
            "url": "",
        }


class AccordionItemBlock(blocks.StructBlock):
    """One line that opens: a title and what is under it."""

    title = blocks.CharBlock(label=_("Title"), max_length=300)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "arrow-down-big"
        label = _("Entry")


class AccordionBlock(blocks.StructBlock):
    """Lines that open one by one, without any script."""

    entries = blocks.ListBlock(AccordionItemBlock(), min_num=1, label=_("Entries"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        group = _("Text")
        template = "content/blocks/accordion.html"
        description = _("Questions or details that open one by one.")
        preview_value = {
            "entries": [
                {"title": "Do I need a couch?", "text": "<p>A firm table at hip height is enough to begin.</p>"},
                {"title": "May I practise on family?", "text": "<p>Yes, once you have taken a history.</p>"},
            ]
        }

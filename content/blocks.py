"""Every StreamField block of the site; each with an icon, a description, a preview value and its own template."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third level; its anchor comes from its text."""

    text = blocks.CharBlock()
    level = blocks.ChoiceBlock(choices=[("2", _("Section")), ("3", _("Subsection"))], default="2")

    class Meta:
        icon = "title"


BODY_BLOCKS = [("heading", HeadingBlock())]

"""What an editor fills in for a text with gaps."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import SpelledBlock, rows_scoring, text_block
from quizzes.types.gaps import LABEL


class GapBlock(blocks.StructBlock):
    """What fits into one gap."""

    answers = blocks.ListBlock(text_block(_("Answer")), min_num=1, max_num=20, label=_("Answers, the model one first"))
    choices = blocks.ListBlock(
        text_block(_("Choice")), min_num=0, max_num=20, default=[], label=_("Choices, for a menu instead of a field")
    )

    class Meta:
        icon = "placeholder"
        label_format = "{answers}"


class Block(SpelledBlock):
    """Gap fill: a text with gaps to type into or to choose for."""

    text = blocks.TextBlock(
        label=_("Text"), max_length=5000, rows=5, help_text=_("Write [1], [2], … where gaps stand.")
    )
    gaps = blocks.ListBlock(GapBlock(), min_num=1, max_num=20, label=_("Gaps, in the order of their numbers"))
    scoring = rows_scoring()

    class Meta:
        icon = "placeholder"
        label = LABEL

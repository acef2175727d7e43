"""What an editor fills in for matching pairs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, feedback_block, rows_scoring, text_block
from quizzes.types.matching import LABEL


class PairBlock(blocks.StructBlock):
    """What belongs together."""

    left = text_block(_("Left"))
    right = text_block(_("Right"))
    feedback = feedback_block()

    class Meta:
        icon = "link"
        label_format = "{left} – {right}"


class DistractorBlock(blocks.StructBlock):
    """A right-hand side that belongs to nothing."""

    text = text_block(_("Distractor"))

    class Meta:
        icon = "list-ul"
        label_format = "{text}"


class Block(AnswerBlock):
    """Matching pairs: to each left-hand side its right-hand side."""

    pairs = blocks.ListBlock(PairBlock(), min_num=2, max_num=12, label=_("Pairs"))
    distractors = blocks.ListBlock(DistractorBlock(), min_num=0, max_num=12, default=[], label=_("Distractors"))
    scoring = rows_scoring()

    class Meta:
        icon = "link"
        label = LABEL

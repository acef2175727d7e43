"""What an editor fills in for an extended matching set."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, feedback_block, rows_scoring, text_block
from quizzes.types.extended import LABEL


class SharedOptionBlock(blocks.StructBlock):
    """One of the options that all stems share."""

    text = text_block(_("Option"))

    class Meta:
        icon = "list-ul"
        label_format = "{text}"


class ItemStemBlock(blocks.StructBlock):
    """One stem with its answer."""

    text = text_block(_("Stem"))
    answer = text_block(_("Right option"), help_text=_("The text of one of the options, letter by letter."))
    feedback = feedback_block()

    class Meta:
        icon = "help"
        label_format = "{text}"


class Block(AnswerBlock):
    """Extended matching: many options, one of them for each stem."""

    options = blocks.ListBlock(SharedOptionBlock(), min_num=6, max_num=20, label=_("Options"))
    stems = blocks.ListBlock(ItemStemBlock(), min_num=1, max_num=10, label=_("Stems"))
    scoring = rows_scoring()

    class Meta:
        icon = "list-ol"
        label = LABEL

"""What an editor fills in for a true/false matrix."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, feedback_block, text_block
from quizzes.types.matrix import LABEL


class StatementBlock(blocks.StructBlock):
    """One statement."""

    text = text_block(_("Statement"))
    is_true = blocks.BooleanBlock(label=_("True"), required=False)
    feedback = feedback_block()

    class Meta:
        icon = "list-ul"
        label_format = "{text}"


class Block(AnswerBlock):
    """True or false matrix: each statement is judged."""

    statements = blocks.ListBlock(StatementBlock(), min_num=2, max_num=12, label=_("Statements"))
    scoring = blocks.ChoiceBlock(
        choices=[
            ("each", _("A share for each right judgement")),
            ("kprim", _("Kprim: four statements, 1 for all right, a half for three")),
            ("all_or_nothing", _("All or nothing")),
        ],
        default="each",
        label=_("Scoring"),
    )

    class Meta:
        icon = "table"
        label = LABEL

"""What an editor fills in for a written answer."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, text_block
from quizzes.types.written import LABEL


class LevelBlock(blocks.StructBlock):
    """One level of a criterion."""

    name = text_block(_("Level"))
    points = blocks.DecimalBlock(label=_("Points"), min_value=0, max_value=100)
    description = blocks.TextBlock(label=_("What earns it"), required=False, rows=2)

    class Meta:
        icon = "order"
        label_format = "{name}: {points}"


class CriterionBlock(blocks.StructBlock):
    """One thing that markers look at."""

    name = text_block(_("Criterion"))
    description = blocks.TextBlock(label=_("What to look at"), required=False, rows=2)
    levels = blocks.ListBlock(LevelBlock(), min_num=2, max_num=10, label=_("Levels"))

    class Meta:
        icon = "list-ul"
        label_format = "{name}"


class Block(AnswerBlock):
    """Written answer: an essay or a SOAP note, marked by people."""

    words_least = blocks.IntegerBlock(label=_("Fewest words"), required=False, min_value=1, max_value=5000)
    words_most = blocks.IntegerBlock(label=_("Most words"), required=False, min_value=1, max_value=5000)
    rubric = blocks.ListBlock(
        CriterionBlock(), min_num=0, max_num=12, default=[], label=_("Rubric"),
        help_text=_("Without one, markers choose between none, half and all of the mark."),
    )  # fmt: skip
    model_answer = blocks.TextBlock(label=_("Model answer"), required=False, rows=6)
    markers = blocks.IntegerBlock(label=_("Markers"), default=1, min_value=1, max_value=2)
    blind = blocks.BooleanBlock(label=_("Hide the student's name from markers"), required=False)
    tolerance = blocks.DecimalBlock(
        label=_("Two markers may differ by"),
        default=Decimal("0.2"),
        min_value=0,
        max_value=1,
        help_text=_("As a share of the mark; if they lie further apart, a third marker decides."),
    )

    class Meta:
        icon = "edit"
        label = LABEL

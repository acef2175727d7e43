"""What an editor fills in for a script concordance question."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock
from quizzes.types.concordance import LABEL


class Block(AnswerBlock):
    """Script concordance: what new information does to a hypothesis, as a panel judged it."""

    hypothesis = blocks.TextBlock(label=_("If you were thinking of …"), max_length=600, rows=2)
    finding = blocks.TextBlock(label=_("and then you learn …"), max_length=600, rows=2)
    panel = blocks.ListBlock(
        blocks.IntegerBlock(label=_("Experts"), min_value=0),
        min_num=5,
        max_num=5,
        default=[0, 0, 0, 0, 0],
        label=_("How many of the panel chose −2, −1, 0, +1, +2"),
    )
    scoring = blocks.ChoiceBlock(
        choices=[
            ("aggregate", _("By how many of the panel agree")),
            ("distance", _("By the distance to the most frequent answer")),
            ("aggregate_distance", _("Both, multiplied")),
        ],
        default="aggregate",
        label=_("Scoring"),
    )

    class Meta:
        icon = "group"
        label = LABEL

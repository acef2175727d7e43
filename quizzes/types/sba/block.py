"""What an editor fills in for a single best answer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, OptionBlock
from quizzes.types.sba import LABEL


class ShareOptionBlock(OptionBlock):
    """An option that may earn a part of the mark."""

    fraction = blocks.DecimalBlock(
        label=_("Share of the mark"),
        required=False,
        min_value=0,
        max_value=1,
        help_text=_("0 to 1, only for scoring by share; empty: 1 if right, else 0."),
    )


class Block(AnswerBlock):
    """Single best answer: one of the options is right."""

    options = blocks.ListBlock(ShareOptionBlock(), min_num=2, max_num=12, label=_("Options"))
    scoring = blocks.ChoiceBlock(
        choices=[("dichotomous", _("Right or wrong")), ("fractions", _("By each option's share"))],
        default="dichotomous",
        label=_("Scoring"),
    )

    class Meta:
        icon = "circle-check"
        label = LABEL

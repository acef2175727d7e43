"""What an editor fills in for a multiple response."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, OptionBlock
from quizzes.types.multiple import LABEL


class Block(AnswerBlock):
    """Multiple response: the student picks several."""

    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=12, label=_("Options"))
    scoring = blocks.ChoiceBlock(
        choices=[
            ("ps1m", _("A share for each right pick (PS1/m)")),
            ("all_or_nothing", _("All or nothing")),
            ("ps50", _("Half the mark from half the keys (PS50)")),
            ("right_minus_wrong", _("Right minus wrong")),
            ("ripkey", _("A share each, nothing if too many are picked (Ripkey)")),
            ("ou", _("A share each as long as wrong picks leave room (OU)")),
        ],
        default="ps1m",
        label=_("Scoring"),
    )
    max_picks = blocks.IntegerBlock(
        label=_("Most picks"),
        required=False,
        min_value=1,
        help_text=_("Empty: as many as are right where picking everything would pay, else no limit."),
    )

    class Meta:
        icon = "tasks"
        label = LABEL

"""What an editor fills in for a key-feature question."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, OptionBlock, text_block
from quizzes.types.key_feature import LABEL


class FeatureBlock(OptionBlock):
    """An option of the menu, or what write-ins are held against."""

    harmful = blocks.BooleanBlock(label=_("Harmful: loses the question"), required=False)
    also = blocks.ListBlock(
        text_block(_("Wording")), min_num=0, max_num=10, default=[], label=_("Other wordings, for write-ins")
    )


class Block(AnswerBlock):
    """Key feature: the few things that matter; more than allowed earns nothing."""

    options = blocks.ListBlock(FeatureBlock(), min_num=2, max_num=25, label=_("Options"))
    format = blocks.ChoiceBlock(
        choices=[("menu", _("A menu to choose from")), ("write_in", _("Lines to write in"))],
        default="menu",
        label=_("How it is answered"),
    )
    max_picks = blocks.IntegerBlock(label=_("Most choices"), default=3, min_value=1, max_value=10)

    class Meta:
        icon = "key"
        label = LABEL

"""What an editor fills in for a short answer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import SpelledBlock, feedback_block, text_block
from quizzes.types.short import LABEL


class AcceptedBlock(blocks.StructBlock):
    """An accepted answer."""

    text = text_block(_("Accepted answer"), help_text=_("* stands for any words."))
    fraction = blocks.DecimalBlock(label=_("Share of the mark"), default=1, min_value=0, max_value=1)
    feedback = feedback_block()

    class Meta:
        icon = "check"
        label_format = "{text}"


class Block(SpelledBlock):
    """Short answer: typed, and held against what is accepted."""

    answers = blocks.ListBlock(AcceptedBlock(), min_num=1, max_num=20, label=_("Accepted answers"))
    otherwise = blocks.ChoiceBlock(
        choices=[("wrong", _("is wrong")), ("marker", _("waits for a marker"))],
        default="wrong",
        label=_("Any other answer"),
    )

    class Meta:
        icon = "edit"
        label = LABEL

"""What an editor fills in for an ordering."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock, text_block
from quizzes.types.ordering import LABEL


class ItemBlock(blocks.StructBlock):
    """One of the things to bring into order."""

    text = text_block(_("Item"))

    class Meta:
        icon = "list-ol"
        label_format = "{text}"


class Block(AnswerBlock):
    """Ordering: the items are written in the right order and shown in another."""

    items = blocks.ListBlock(ItemBlock(), min_num=2, max_num=10, label=_("Items, in the right order"))
    scoring = blocks.ChoiceBlock(
        choices=[
            ("adjacent", _("A share for each right neighbour")),
            ("absolute", _("A share for each in its place")),
            ("kendall", _("A share for each pair in the right order (Kendall)")),
            ("longest_run", _("By the longest unbroken stretch")),
            ("all_or_nothing", _("All or nothing")),
        ],
        default="adjacent",
        label=_("Scoring"),
    )

    class Meta:
        icon = "order"
        label = LABEL

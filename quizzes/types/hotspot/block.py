"""What an editor fills in for a question on the body map."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import feedback_block, text_block
from quizzes.types.hotspot import LABEL
from quizzes.types.own_picture import OwnPictureBlock
from quizzes.types.spots import SpotBlock, SpotsBlock, view_block


class TargetBlock(SpotBlock):
    """One place that may be chosen."""

    text = text_block(_("Where it is, in words"))
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = feedback_block()

    class Meta:
        icon = "crosshairs"
        label_format = "{text}"


class Block(SpotsBlock):
    """Body map: places to choose on the picture or from the list."""

    view = view_block()
    picture = OwnPictureBlock()
    targets = blocks.ListBlock(TargetBlock(), min_num=2, max_num=12, label=_("Places"))
    scoring = blocks.ChoiceBlock(
        choices=[
            ("ps1m", _("A share for each right place")),
            ("all_or_nothing", _("All or nothing")),
            ("right_minus_wrong", _("Right minus wrong")),
        ],
        default="ps1m",
        label=_("Scoring"),
    )
    max_picks = blocks.IntegerBlock(label=_("Most picks"), required=False, min_value=1)

    class Meta:
        icon = "crosshairs"
        label = LABEL
        form_classname = "struct-block spots-form"

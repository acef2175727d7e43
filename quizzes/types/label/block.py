"""What an editor fills in for a figure to label."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import feedback_block, rows_scoring, text_block
from quizzes.types.label import LABEL
from quizzes.types.matching.block import DistractorBlock
from quizzes.types.own_picture import OwnPictureBlock
from quizzes.types.spots import SpotBlock, SpotsBlock, view_block


class PlaceBlock(SpotBlock):
    """One place with its label."""

    label = text_block(_("Label"))
    text = text_block(_("Where it is, in words"))
    feedback = feedback_block()

    class Meta:
        icon = "tag"
        label_format = "{label}"


class Block(SpotsBlock):
    """Label the figure: a label for each numbered place."""

    view = view_block()
    picture = OwnPictureBlock()
    targets = blocks.ListBlock(PlaceBlock(), min_num=2, max_num=12, label=_("Places"))
    distractors = blocks.ListBlock(DistractorBlock(), min_num=0, max_num=12, default=[], label=_("Distractors"))
    scoring = rows_scoring()

    class Meta:
        icon = "tag"
        label = LABEL
        form_classname = "struct-block spots-form"

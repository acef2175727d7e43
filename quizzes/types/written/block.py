"""What an editor fills in for a written answer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock
from quizzes.types.rubric_blocks import blind_block, markers_block, model_answer_block, rubric_block, tolerance_block
from quizzes.types.written import LABEL


class Block(AnswerBlock):
    """Written answer: an essay or a SOAP note, marked by people."""

    words_least = blocks.IntegerBlock(label=_("Fewest words"), required=False, min_value=1, max_value=5000)
    words_most = blocks.IntegerBlock(label=_("Most words"), required=False, min_value=1, max_value=5000)
    rubric = rubric_block()
    model_answer = model_answer_block()
    markers = markers_block()
    blind = blind_block()
    tolerance = tolerance_block()

    class Meta:
        icon = "edit"
        label = LABEL

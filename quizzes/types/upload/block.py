"""What an editor fills in for an upload."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock
from quizzes.types.rubric_blocks import blind_block, markers_block, model_answer_block, rubric_block, tolerance_block
from quizzes.types.upload import LABEL, MOST_FILES


class Block(AnswerBlock):
    """Upload: photographs, films or documents, marked by people."""

    instruction = blocks.TextBlock(
        label=_("Instruction"), required=False, rows=3,
        help_text=_("What the files must show. Remind students to ask whoever can be seen for consent."),
    )  # fmt: skip
    photos = blocks.BooleanBlock(label=_("Photographs (JPEG, PNG, WebP)"), required=False, default=True)
    films = blocks.BooleanBlock(label=_("Films (MP4, WebM)"), required=False)
    documents = blocks.BooleanBlock(label=_("Documents (PDF)"), required=False)
    most_files = blocks.IntegerBlock(label=_("Most files"), default=1, min_value=1, max_value=MOST_FILES)
    most_megabytes = blocks.IntegerBlock(
        label=_("Most megabytes of a file"), default=20, min_value=1, max_value=200,
        help_text=_("A minute of film from a telephone has about 60 to 130 MB."),
    )  # fmt: skip
    rubric = rubric_block()
    model_answer = model_answer_block()
    markers = markers_block()
    blind = blind_block()
    tolerance = tolerance_block()

    class Meta:
        icon = "upload"
        label = LABEL

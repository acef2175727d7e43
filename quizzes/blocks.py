"""What editors fill in: a block for each question type, the stages of a case, the items of a quiz."""

from importlib import import_module
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from quizzes.types import QUESTION_TYPES

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "superscript", "subscript", "link", "image"]

#: As on a bank entry (``quizzes.models.banked.Difficulty``), which stands above this module.
DIFFICULTIES = [("easy", _("easy")), ("medium", _("medium")), ("hard", _("hard"))]

VIGNETTE_PARTS = [
    ("history", _("History")),
    ("posture", _("Posture")),
    ("rom", _("Range of motion")),
    ("palpation", _("Palpation")),
    ("tests", _("Tests")),
]


#: The answer part of a question: exactly one of these.
ANSWER_BLOCKS = [(name, import_module(f"quizzes.types.{name}.block").Block()) for name in QUESTION_TYPES]


def answer_data(answer: blocks.StreamValue) -> dict[str, Any]:
    """Return the type's part of the definition out of a stream of exactly one answer block."""
    return answer[0].block.definition_data(answer[0].value)


class InlineDecisionBlock(blocks.StructBlock):
    """A question asked only here."""

    stem = blocks.RichTextBlock(label=_("Stem"), features=TEXT_FEATURES)
    answer = blocks.StreamBlock(ANSWER_BLOCKS, min_num=1, max_num=1, label=_("Answer"))
    rationale = blocks.RichTextBlock(label=_("Rationale"), required=False, features=TEXT_FEATURES)
    references = blocks.RichTextBlock(label=_("References"), required=False, features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("A question of its own")


class BranchBlock(blocks.StructBlock):
    """Where an answer leads, if not to the next stage."""

    when = blocks.ChoiceBlock(
        choices=[
            ("right", _("The answer is right")),
            ("partly", _("The answer is partly right")),
            ("wrong", _("The answer earns nothing")),
            ("option", _("This option was picked")),
        ],
        label=_("When"),
    )
    option = blocks.CharBlock(
        label=_("Option"), required=False, max_length=300, help_text=_("Its text, letter by letter.")
    )
    to = blocks.CharBlock(
        label=_("Go to the stage"),
        required=False,
        max_length=120,
        help_text=_("The title of a later stage; empty ends the case."),
    )

    class Meta:
        icon = "redirect"
        label_format = "{when}: {to}"


class StageBlock(blocks.StructBlock):
    """A stage of a case: what is found, what must be decided, and whether a wrong decision fails the case."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    reveals = blocks.MultipleChoiceBlock(
        choices=VIGNETTE_PARTS,
        required=False,
        label=_("Brings into view"),
        help_text=_("Parts of the vignette that stay hidden until this stage."),
    )
    findings = blocks.RichTextBlock(label=_("Findings"), required=False, features=TEXT_FEATURES)
    decision = blocks.StreamBlock(
        [
            ("inline", InlineDecisionBlock()),
            ("question", SnippetChooserBlock("quizzes.Question", label=_("A question of the bank"))),
        ],
        min_num=1,
        max_num=1,
        label=_("Decision"),
    )
    critical = blocks.BooleanBlock(
        label=_("Critical"),
        required=False,
        help_text=_("A wrong decision fails the case and the quiz, whatever the total."),
    )
    branches = blocks.ListBlock(BranchBlock(), min_num=0, max_num=6, default=[], label=_("Branches"))

    class Meta:
        icon = "order-down"
        label_format = "{title}"


class QuestionItemBlock(blocks.StructBlock):
    """A question of the bank and the marks it carries here."""

    question = SnippetChooserBlock("quizzes.Question", label=_("Question"))
    marks = blocks.DecimalBlock(label=_("Marks"), default=1, min_value=0.25, max_value=100, decimal_places=2)

    class Meta:
        icon = "help"
        label = _("Question")


class CaseItemBlock(blocks.StructBlock):
    """A case and the marks that its decisions share equally."""

    case = SnippetChooserBlock("quizzes.Case", label=_("Case"))
    marks = blocks.DecimalBlock(label=_("Marks"), default=1, min_value=0.25, max_value=100, decimal_places=2)

    class Meta:
        icon = "user"
        label = _("Case")


class DrawItemBlock(blocks.StructBlock):
    """Questions that each attempt draws anew from those of the bank that fit; empty fields mean any."""

    draw = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=100)
    tags = blocks.ListBlock(
        blocks.CharBlock(label=_("Tag")), default=[], label=_("Tags"), help_text=_("With any of these tags.")
    )
    keys_start = blocks.CharBlock(
        required=False, max_length=80, label=_("Keys begin with"), help_text=_("“m3-” for the questions of module 3.")
    )
    types = blocks.MultipleChoiceBlock(
        choices=[(name, kind.LABEL) for name, kind in QUESTION_TYPES.items()], required=False, label=_("Types")
    )
    difficulty = blocks.ChoiceBlock(choices=DIFFICULTIES, required=False, label=_("Difficulty"))
    outcome = blocks.CharBlock(required=False, max_length=200, label=_("Learning outcome contains"))
    marks = blocks.DecimalBlock(label=_("Marks of each"), default=1, min_value=0.25, max_value=100, decimal_places=2)

    class Meta:
        icon = "list-ul"
        label = _("Draw from the bank")
        label_format = "{draw} · {keys_start}{outcome}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for something to choose by, so that nobody draws from all that the academy teaches."""
        cleaned = super().clean(value)
        if not any(cleaned[name] for name in ("tags", "keys_start", "types", "difficulty", "outcome")):
            fault = ValidationError(_("Say what to draw from: tags, keys, types, a difficulty or an outcome."))
            raise StructBlockValidationError(block_errors={"tags": fault})
        return cleaned


QUIZ_ITEMS = [("question", QuestionItemBlock()), ("case", CaseItemBlock()), ("draw", DrawItemBlock())]

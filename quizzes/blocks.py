"""What editors fill in: one block for each question type, the stages of a case, the items of a quiz.

A type's block holds what its definition adds to stem and rationale, and is checked by that definition, so that an
editor hears at the field what marking would refuse.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as DefinitionError
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from quizzes.types import multiple, read, sba

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "superscript", "subscript", "link", "image"]

VIGNETTE_PARTS = [
    ("history", _("History")),
    ("posture", _("Posture")),
    ("rom", _("Range of motion")),
    ("palpation", _("Palpation")),
    ("tests", _("Tests")),
]


class OptionBlock(blocks.StructBlock):
    """One option, whether it is right, and what its picker reads in review."""

    text = blocks.CharBlock(label=_("Option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Feedback"), required=False, rows=2)

    class Meta:
        icon = "list-ul"
        label_format = "{text}"


class ShareOptionBlock(OptionBlock):
    """An option that may earn a part of the mark."""

    fraction = blocks.DecimalBlock(
        label=_("Share of the mark"),
        required=False,
        min_value=0,
        max_value=1,
        help_text=_("0 to 1, only for scoring by share; empty: 1 if right, else 0."),
    )


class AnswerBlock(blocks.StructBlock):
    """Base of the blocks that hold a type's own part of a definition; the block's name is the type's."""

    def definition_data(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the type's part of a definition."""
        fields = {name: value[name] for name in self.child_blocks if name != "options"}
        return {"type": self.name, "options": option_data(value["options"])} | fields

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        try:
            read({"stem": "…"} | self.definition_data(cleaned))
        except DefinitionError as error:
            raise blocks.StructBlockValidationError(block_errors=self._errors_by_field(error)) from error
        return cleaned

    def _errors_by_field(self, error: DefinitionError) -> dict[str, ValidationError]:
        """Hang each complaint on the field it is about; a list shows its own as a whole."""
        found: dict[str, ValidationError] = {}
        for entry in error.errors():
            message = ValidationError(str(entry.get("ctx", {}).get("error", entry["msg"])))
            name = str(entry["loc"][0])
            found.setdefault(
                name, blocks.ListBlockValidationError(non_block_errors=[message]) if name == "options" else message
            )
        return found


def option_data(options: blocks.list_block.ListValue) -> list[dict[str, Any]]:
    """Return the options as a definition keeps them; an edit leaves a block its id, by which an option is known."""
    return [{"id": child.id or str(place)} | dict(child.value) for place, child in enumerate(options.bound_blocks)]


class SbaBlock(AnswerBlock):
    """Single best answer: one of the options is right."""

    options = blocks.ListBlock(ShareOptionBlock(), min_num=2, max_num=12, label=_("Options"))
    scoring = blocks.ChoiceBlock(
        choices=[("dichotomous", _("Right or wrong")), ("fractions", _("By each option's share"))],
        default="dichotomous",
        label=_("Scoring"),
    )

    class Meta:
        icon = "circle-check"
        label = sba.LABEL


class MultipleBlock(AnswerBlock):
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
        label = multiple.LABEL


#: The answer part of a question: exactly one of these. A new type adds its block here.
ANSWER_BLOCKS = [(sba.NAME, SbaBlock()), (multiple.NAME, MultipleBlock())]


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


QUIZ_ITEMS = [("question", QuestionItemBlock()), ("case", CaseItemBlock())]

"""What an editor fills in for every type that people mark: the rubric, and who marks by it."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import text_block


class LevelBlock(blocks.StructBlock):
    """One level of a criterion."""

    name = text_block(_("Level"))
    points = blocks.DecimalBlock(label=_("Points"), min_value=0, max_value=100)
    description = blocks.TextBlock(label=_("What earns it"), required=False, rows=2)

    class Meta:
        icon = "order"
        label_format = "{name}: {points}"


class CriterionBlock(blocks.StructBlock):
    """One thing that markers look at."""

    name = text_block(_("Criterion"))
    description = blocks.TextBlock(label=_("What to look at"), required=False, rows=2)
    levels = blocks.ListBlock(LevelBlock(), min_num=2, max_num=10, label=_("Levels"))

    class Meta:
        icon = "list-ul"
        label_format = "{name}"


def rubric_block() -> blocks.ListBlock:
    """Return the field for the criteria."""
    return blocks.ListBlock(
        CriterionBlock(), min_num=0, max_num=12, default=[], label=_("Rubric"),
        help_text=_("Without one, markers choose between none, half and all of the mark."),
    )  # fmt: skip


def model_answer_block() -> blocks.TextBlock:
    """Return the field for what a good answer holds."""
    return blocks.TextBlock(label=_("Model answer"), required=False, rows=6)


def markers_block() -> blocks.IntegerBlock:
    """Return the field for how many mark."""
    return blocks.IntegerBlock(label=_("Markers"), default=1, min_value=1, max_value=2)


def blind_block() -> blocks.BooleanBlock:
    """Return the field for whether they see whose answer it is."""
    return blocks.BooleanBlock(label=_("Hide the student's name from markers"), required=False)


def tolerance_block() -> blocks.DecimalBlock:
    """Return the field for how far two markers may lie apart."""
    return blocks.DecimalBlock(
        label=_("Two markers may differ by"),
        default=Decimal("0.2"),
        min_value=0,
        max_value=1,
        help_text=_("As a share of the mark; if they lie further apart, a third marker decides."),
    )

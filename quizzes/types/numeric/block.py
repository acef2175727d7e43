"""What an editor fills in for a number."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.types.authoring import AnswerBlock
from quizzes.types.numeric import LABEL


class BandBlock(blocks.StructBlock):
    """A wider tolerance for a part of the mark."""

    tolerance = blocks.DecimalBlock(label=_("Tolerance"), min_value=0)
    fraction = blocks.DecimalBlock(label=_("Share of the mark"), min_value=0, max_value=1)

    class Meta:
        icon = "minus"
        label_format = "± {tolerance}: {fraction}"


class UnitBlock(blocks.StructBlock):
    """Another unit that is taken."""

    name = blocks.CharBlock(label=_("Unit"), max_length=20)
    factor = blocks.DecimalBlock(
        label=_("Factor"), help_text=_("A number in this unit, times the factor, is the number in the first unit.")
    )

    class Meta:
        icon = "list-ul"
        label_format = "{name}"


class Block(AnswerBlock):
    """Number: near enough to a value, in one of the units."""

    value = blocks.DecimalBlock(label=_("Value"))
    tolerance_kind = blocks.ChoiceBlock(
        choices=[
            ("absolute", _("So much above or below")),
            ("relative", _("A share of the value: 0.05 is 5 %")),
            ("significant", _("So many significant figures")),
        ],
        default="absolute",
        label=_("How near is counted as"),
    )
    tolerance = blocks.DecimalBlock(label=_("Tolerance"), default=0, min_value=0)
    bands = blocks.ListBlock(BandBlock(), min_num=0, max_num=5, default=[], label=_("Bands with a part of the mark"))
    unit = blocks.CharBlock(label=_("Unit of the value"), max_length=20, required=False)
    units = blocks.ListBlock(UnitBlock(), min_num=0, max_num=6, default=[], label=_("Other units to choose from"))

    class Meta:
        icon = "decimal"
        label = LABEL

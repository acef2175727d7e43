"""Label the figure: numbered places on a picture of the body, a label for each. Response: the label by place."""

from collections.abc import Mapping
from random import Random
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationInfo, field_validator

from quizzes.types.base import Text
from quizzes.types.matching import Distractor, alphabetical
from quizzes.types.own_picture import OwnPicture
from quizzes.types.picture import Spot, check_named, check_view, picture_of
from quizzes.types.rows import Choice, Row, RowsDefinition, from_form, guess, mark, response, solve, to_form
from quizzes.types.rows import render as render_rows

__all__ = ["from_form", "guess", "mark", "response", "solve", "to_form"]

NAME = "label"
LABEL = gettext_lazy("Label the figure")
ANSWER_TEMPLATE = "types/label/answer.html"
REVIEW_TEMPLATE = "types/label/review.html"


class Place(Spot):
    """A place and its label; ``text`` says in words where it is, for those who do not see the picture."""

    label: Text
    text: Text
    feedback: str = ""


class Definition(RowsDefinition):
    """Two to twelve places in one view, or on a picture of one's own, and labels of which some may belong nowhere."""

    type: Literal["label"] = "label"
    view: str = "front"
    picture: OwnPicture | None = None
    targets: tuple[Place, ...]
    distractors: tuple[Distractor, ...] = ()
    scoring: Literal["each", "all_or_nothing"] = "each"

    _view = field_validator("view")(check_view)

    @field_validator("targets")
    @classmethod
    def targets_make_a_question(cls, targets: tuple[Place, ...], info: ValidationInfo) -> tuple[Place, ...]:
        """Ask for two to twelve named places."""
        if not 2 <= len(targets) <= 12:
            raise ValueError(_("Give at least two and at most twelve places."))
        check_named(targets, info.data.get("picture"))
        return targets

    @field_validator("distractors")
    @classmethod
    def distractors_belong_nowhere(
        cls, distractors: tuple[Distractor, ...], info: ValidationInfo
    ) -> tuple[Distractor, ...]:
        """Refuse a distractor that is some place's label."""
        if {target.label for target in info.data.get("targets", ())} & {entry.text for entry in distractors}:
            raise ValueError(_("A distractor is the right label of a place."))
        return distractors

    @property
    def rows(self) -> tuple[Row, ...]:
        words = _("%(number)d. %(place)s")
        return tuple(
            Row(target.id, words % {"number": number, "place": target.text}, target.label, target.feedback)
            for number, target in enumerate(self.targets, 1)
        )

    @property
    def choices(self) -> tuple[Choice, ...]:
        return alphabetical([target.label for target in self.targets] + [entry.text for entry in self.distractors])


def render(definition: Definition, response: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the rows, and the picture with their numbers."""
    return dict(render_rows(definition, response)) | {
        "picture": picture_of(definition.view, definition.targets, definition.picture),
        "spots": list(enumerate(definition.targets, 1)),
    }


def lay_down(data: dict[str, Any], _draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Leave the numbers as the author set them: they follow the picture."""
    return data

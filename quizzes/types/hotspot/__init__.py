"""Body map: places on a picture of the body, each also an entry of a list. Response: the ids of the chosen places."""

from collections.abc import Mapping
from random import Random
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pydantic import Field, ValidationInfo, field_validator

from quizzes.types.base import Definition as BaseDefinition
from quizzes.types.base import Text, shuffled
from quizzes.types.choice import LETTERS, Option, Options, check_options, shown_options
from quizzes.types.multiple import from_form, guess, mark, response, solve, to_form
from quizzes.types.multiple.rules import CAPPED_RULES
from quizzes.types.own_picture import OwnPicture
from quizzes.types.picture import Spot, check_named, check_view, picture_of

__all__ = ["from_form", "guess", "mark", "response", "solve", "to_form"]

NAME = "hotspot"
LABEL = gettext_lazy("Body map")
ANSWER_TEMPLATE = "types/hotspot/answer.html"
REVIEW_TEMPLATE = "types/hotspot/review.html"


class Target(Spot, Option):
    """A place that may be chosen; ``text`` says in words where it is, for those who do not see the picture."""

    text: Text
    fraction: None = None


class Definition(BaseDefinition, Options):
    """Two to twelve places in one view, or on a picture of one's own, one or more of them right."""

    type: Literal["hotspot"] = "hotspot"
    view: str = "front"
    picture: OwnPicture | None = None
    targets: tuple[Target, ...]
    scoring: Literal["ps1m", "all_or_nothing", "right_minus_wrong"] = "ps1m"
    max_picks: int | None = Field(default=None, ge=1)

    _view = field_validator("view")(check_view)

    @field_validator("targets")
    @classmethod
    def targets_make_a_question(cls, targets: tuple[Target, ...], info: ValidationInfo) -> tuple[Target, ...]:
        """Ask for two to twelve named places and at least one key."""
        if not 2 <= len(targets) <= 12:
            raise ValueError(_("Give at least two and at most twelve places."))
        check_named(targets, info.data.get("picture"))
        check_options(targets)
        return targets

    @field_validator("max_picks")
    @classmethod
    def picks_leave_room_for_the_keys(cls, cap: int | None, info: ValidationInfo) -> int | None:
        """Refuse a cap under which nobody can be right."""
        if cap is not None and cap < sum(target.correct for target in info.data.get("targets", ())):
            raise ValueError(_("Allow at least as many picks as there are right places."))
        return cap

    @property
    def options(self) -> tuple[Target, ...]:
        """The places, as the rules of a multiple response read them."""
        return self.targets

    @property
    def cap(self) -> int | None:
        """How many places may be chosen; ``None`` is no limit."""
        return self.max_picks or (len(self.key_ids) if self.scoring in CAPPED_RULES else None)


def render(definition: Definition, response: list[str]) -> Mapping[str, Any]:
    """Return the list with letters, and the picture with the same letters."""
    cap = definition.cap
    hint = ngettext("Choose one place.", "Choose up to %(n)d places.", cap) % {"n": cap} if cap else _("Choose places.")
    return shown_options(definition, response) | {
        "cap": cap,
        "hint": hint,
        "picked": response,
        "kind": "radio" if cap == 1 else "checkbox",
        "picture": picture_of(definition.view, definition.targets, definition.picture),
        "spots": list(zip(LETTERS, definition.targets, strict=False)),
    }


def lay_down(data: dict[str, Any], draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """Shuffle the list; the letters on the picture follow."""
    return shuffled(data, "targets", draw, shuffle=shuffle)

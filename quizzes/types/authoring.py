"""What editors fill in for a question type: blocks that mirror its definition field by field.

A type's block holds what its definition adds to stem and rationale, and is checked by that definition, so that an
editor hears at the field what marking would refuse.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as DefinitionError
from wagtail import blocks

from quizzes.types import read
from quizzes.types.own_picture import OwnPictureBlock

Loc = tuple[int | str, ...]
#: Whether blocks take what makes no question yet, for a preview that says what is missing. A draft is never kept so.
_takes_half_written: ContextVar[bool] = ContextVar("takes_half_written", default=False)
#: What pydantic calls a field that nobody has filled in.
EMPTY = {"missing", "string_too_short", "too_short"}


@contextmanager
def taking_the_half_written() -> Iterator[None]:
    """Let the blocks take, within this context, what does not yet make a question."""
    token = _takes_half_written.set(True)
    try:
        yield
    finally:
        _takes_half_written.reset(token)


def text_block(label: Any, **more: Any) -> blocks.CharBlock:
    """Return a field for a text as options and pairs have it."""
    return blocks.CharBlock(label=label, max_length=300, **more)


def feedback_block() -> blocks.TextBlock:
    """Return a field for what the review says about a part."""
    return blocks.TextBlock(label=_("Feedback"), required=False, rows=2)


class OptionBlock(blocks.StructBlock):
    """One option, whether it is right, and what its picker reads in review."""

    text = text_block(_("Option"))
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = feedback_block()

    class Meta:
        icon = "list-ul"
        label_format = "{text}"


class AnswerBlock(blocks.StructBlock):
    """Base of the blocks that hold a type's own part of a definition; the block's name is the type's."""

    def definition_data(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the type's part of a definition."""
        return {"type": self.name} | data_of(self, value)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not _takes_half_written.get():
            self.require_a_question(cleaned)
        return cleaned

    def require_a_question(self, value: blocks.StructValue) -> None:
        """Raise a StructBlockValidationError unless ``value`` makes a question."""
        try:
            read({"stem": "…"} | self.definition_data(value))
        except DefinitionError as error:
            raise self._errors_at_fields(error) from error

    def faults_in(self, data: Mapping[str, Any]) -> list[str]:
        """Return in sentences why ``data``, a whole definition, make no question; nothing if they do."""
        try:
            read(dict(data))
        except DefinitionError as error:
            return list(dict.fromkeys(_sentence(self, entry) for entry in error.errors()))
        return []

    def _errors_at_fields(self, error: DefinitionError) -> blocks.StructBlockValidationError:
        """Hang each complaint on the field it is about; the first one at each field is told."""
        at_fields: dict[str, ValidationError] = {}
        of_all: list[ValidationError] = []
        for entry in error.errors():
            message = ValidationError(complaint(entry))
            if not entry["loc"]:
                of_all.append(message)
                continue
            name = str(entry["loc"][0])
            at_fields.setdefault(name, _at(self.child_blocks[name], entry["loc"][1:], message))
        return blocks.StructBlockValidationError(block_errors=at_fields, non_block_errors=of_all)


def complaint(entry: Mapping[str, Any]) -> str:
    """Return what pydantic has to say about a fault, in our own words where they are ours."""
    return str(entry.get("ctx", {}).get("error", entry["msg"]))


def _sentence(block: blocks.Block, entry: Mapping[str, Any]) -> str:
    """Return a fault as a sentence by itself; where it is not in our own words, with the place it is about."""
    if "error" in entry.get("ctx", {}):
        return complaint(entry)
    place = " › ".join(_labels(block, entry["loc"]))
    if entry["type"] in EMPTY or entry["input"] is None:
        return _t("Still empty: %(place)s.") % {"place": place}
    return f"{place}: {complaint(entry)}"


def _labels(block: blocks.Block, loc: Loc) -> list[str]:
    """Return what an editor reads above each field on the way to ``loc``; a list's entry by its number."""
    match block, loc:
        case blocks.ListBlock(), (int() as place, *rest):
            return [str(place + 1), *_labels(block.child_block, tuple(rest))]
        case blocks.StructBlock(), (str() as name, *rest) if name in block.child_blocks:
            return [str(block.child_blocks[name].label), *_labels(block.child_blocks[name], tuple(rest))]
    return []


def _at(block: blocks.Block, loc: Loc, message: ValidationError) -> ValidationError:
    """Wrap a message so that it shows at the place ``loc`` within ``block``."""
    match block, loc:
        case blocks.ListBlock(), (int() as place, *rest):
            return blocks.ListBlockValidationError(block_errors={place: _at(block.child_block, tuple(rest), message)})
        case blocks.ListBlock(), _:
            return blocks.ListBlockValidationError(non_block_errors=[message])
        case blocks.StructBlock(), (str() as name, *rest) if name in block.child_blocks:
            inner = _at(block.child_blocks[name], tuple(rest), message)
            return blocks.StructBlockValidationError(block_errors={name: inner})
        case blocks.StructBlock(), _:
            return blocks.StructBlockValidationError(non_block_errors=[message])
    return message


def data_of(block: blocks.Block, value: Any) -> Any:
    """Return a block's value as a definition keeps it; an edit leaves a list's entry its id, by which it is known."""
    match block:
        case OwnPictureBlock():
            return block.told(value)
        case blocks.StructBlock():
            told = {name: data_of(child, value[name]) for name, child in block.child_blocks.items()}
            return {name: part for name, part in told.items() if part is not None}
        case blocks.ListBlock():
            return [_entry(block.child_block, child, place) for place, child in enumerate(value.bound_blocks)]
    return value


def _entry(block: blocks.Block, child: blocks.list_block.ListValue.ListChild, place: int) -> Any:
    data = data_of(block, child.value)
    return {"id": child.id or str(place)} | data if isinstance(block, blocks.StructBlock) else data


def with_ids(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a type's own part out of a file as a definition wants it: every part of a list with an id."""
    return {
        name: [_with_id(part, n) for n, part in enumerate(value)] if _is_list(value) else value
        for name, value in data.items()
    }


def _with_id(part: Any, place: int) -> Any:
    return {"id": str(place)} | with_ids(part) if isinstance(part, dict) else part


def by_place(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a definition's data with every part known by its place: what is not saved has no id that lasts."""
    return {
        name: [by_place(part) | {"id": str(n)} if isinstance(part, dict) else part for n, part in enumerate(value)]
        if _is_list(value)
        else value
        for name, value in data.items()
    }


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def rows_scoring() -> blocks.ChoiceBlock:
    """Return the menu of rules for types that ask row by row."""
    return blocks.ChoiceBlock(
        choices=[("each", _("A share for each right one")), ("all_or_nothing", _("All or nothing"))],
        default="each",
        label=_("Scoring"),
    )


class SpelledBlock(AnswerBlock):
    """Base of the blocks of types whose answers are typed."""

    case_sensitive = blocks.BooleanBlock(label=_("Capitals matter"), required=False)
    accents_matter = blocks.BooleanBlock(label=_("Accents matter"), required=False)
    slips = blocks.IntegerBlock(
        label=_("Typing slips allowed"),
        default=0,
        min_value=0,
        max_value=2,
        help_text=_("Letters added, left out, changed or swapped; never more than one in four."),
    )

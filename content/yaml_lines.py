"""YAML whose every field knows its line, so that a fault can be named where it stands."""

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from .source_faults import SourceError, SourceFaults

#: A place in nested data: names and numbers from the outside in, as pydantic gives them.
Place = tuple[str | int, ...]


def read_lines(text: str, *, file: str, first_line: int = 1, what: str = "the file") -> tuple[Any, dict[Place, int]]:
    """Return the values of a YAML text and the line of each place; raise SourceError with the line of a fault."""
    try:
        values, node = yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        line = first_line + (mark.line if mark else 0)
        raise SourceError(file, line, f"{what} is not YAML: {problem or error}") from error
    return values, dict(_places(node, (), first_line))


def _places(node: yaml.Node | None, place: Place, first_line: int) -> Iterator[tuple[Place, int]]:
    """Give each place below ``node`` with its line; a field of a mapping stands where its name stands."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), first_line + key.start_mark.line
            yield from _places(value, (*place, key.value), first_line)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*place, number), first_line + value.start_mark.line
            yield from _places(value, (*place, number), first_line)


def faults_of(error: ValidationError, *, file: str, lines: dict[Place, int]) -> list[SourceError]:
    """Return one SourceError for each complaint, at the line of its field and with the field's name."""
    return [
        SourceError(file, _line(tuple(fault["loc"]), lines), f"{_name(tuple(fault['loc']))}: {fault['msg']}")
        for fault in error.errors()
    ]


def _line(place: Place, lines: dict[Place, int]) -> int:
    """The innermost place that stands in the file: a field that is missing is named where it should be."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _name(place: Place) -> str:
    return ".".join(str(part) for part in place) or "file"


def read_shape(shape: type[BaseModel], text: str, *, file: str) -> Any:
    """Return a YAML text as ``shape``; raise SourceFaults with every complaint at its line."""
    values, lines = read_lines(text, file=file)
    return check_shape(shape, values, file=file, lines=lines)


def check_shape(shape: type[BaseModel], values: Any, *, file: str, lines: dict[Place, int]) -> Any:
    """Return ``values`` as ``shape``; raise SourceFaults with every complaint at its line."""
    try:
        return shape.model_validate(values)
    except ValidationError as error:
        raise SourceFaults(faults_of(error, file=file, lines=lines)) from error

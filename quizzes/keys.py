"""Whether two versions of a question have the same key: what decides marks, without words and order."""

from collections.abc import Mapping
from typing import Any

#: What teaches or is laid out for one student, and never decides a mark.
NO_KEY = frozenset(
    {"stem", "rationale", "references", "outcome", "instruction", "feedback", "shown", "circle", "paths", "picture"}
)
#: Types whose parts are chosen by id, so that their texts decide nothing.
CHOSEN_BY_ID = frozenset({"sba", "multiple", "matrix", "hotspot"})
#: Types in which the order of the parts is the key.
ORDER_IS_KEY = frozenset({"ordering"})


def same_key(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two definitions' data mark alike, whatever their texts, feedback and shuffled order."""
    return key_of(one) == key_of(other)


def key_of(definition: Mapping[str, Any]) -> Any:
    """Return what of a definition's data decides marks."""
    kind = definition["type"]
    left_out = NO_KEY | {"text"} if kind in CHOSEN_BY_ID else NO_KEY
    return _bare(definition, left_out, sort=kind not in ORDER_IS_KEY)


def _bare(value: Any, left_out: frozenset[str], *, sort: bool) -> Any:
    match value:
        case dict():
            return {name: _bare(part, left_out, sort=sort) for name, part in value.items() if name not in left_out}
        case list() | tuple():
            parts = [_bare(part, left_out, sort=sort) for part in value]
            return sorted(parts, key=repr) if sort and _is_shuffled(parts) else parts
    return value


def _is_shuffled(parts: list[Any]) -> bool:
    """Parts with ids and plain choices may stand in any order; numbers, as a panel's votes, may not."""
    return all(isinstance(part, str) or (isinstance(part, dict) and "id" in part) for part in parts)

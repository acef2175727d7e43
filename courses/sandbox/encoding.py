"""Reading form-encoded parameters with brackets: ``line_items[0][price_data][currency]=gbp``."""

import re
from typing import Any
from urllib.parse import parse_qsl

BRACKET = re.compile(r"\[([^\]]*)\]")


def parse(text: str) -> dict[str, Any]:
    """Return the nested parameters of ``text``; numbered brackets become lists."""
    tree: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text)):
        _put(tree, _path(key), value)
    return {key: _listed(value) for key, value in tree.items()}


def _path(key: str) -> list[str]:
    name = key.split("[", 1)[0]
    return [name, *BRACKET.findall(key[len(name) :])]


def _put(tree: dict[str, Any], path: list[str], value: str) -> None:
    for name in path[:-1]:
        tree = tree.setdefault(name or str(len(tree)), {})
    tree[path[-1] or str(len(tree))] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(part) for key, part in value.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner

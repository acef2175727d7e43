import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "site/static/css/tokens.css").read_text()
PAIRS = {name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS)}

TEXT = [
    ("ink", "paper"),
    ("ink", "paper-raised"),
    ("ink", "paper-sunk"),
    ("ink-muted", "paper"),
    ("ink-muted", "paper-raised"),
    ("ink-muted", "paper-sunk"),
    ("teal", "paper"),
    ("teal", "paper-raised"),
    ("teal", "paper-sunk"),
    ("teal", "teal-soft"),
    ("teal-strong", "teal-soft"),
    ("on-teal", "teal"),
    ("on-teal", "teal-strong"),
    ("coral", "paper"),
    ("coral", "paper-raised"),
    ("coral", "coral-soft"),
    ("on-coral", "coral"),
    *((colour, ground) for colour in ("good", "warn", "bad") for ground in ("paper", "paper-raised", f"{colour}-soft")),
    *(("ink", f"{colour}-soft") for colour in ("teal", "coral", "good", "warn", "bad")),
]
EDGES = [("line-strong", ground) for ground in ("paper", "paper-raised", "paper-sunk")]
EDGES += [("focus", ground) for ground in ("paper", "paper-raised", "paper-sunk")]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("colour", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(colour, ground, theme):
    assert contrast(PAIRS[colour][theme], PAIRS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("colour", "ground"), EDGES)
def test_edges_of_what_acts_can_be_seen(colour, ground, theme):
    assert contrast(PAIRS[colour][theme], PAIRS[ground][theme]) >= 3

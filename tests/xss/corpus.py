"""The attacks, by technique, and the honest texts that must survive them all; kept as data beside this file."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent
TECHNIQUES: dict[str, list[str]] = json.loads((FOLDER / "vectors.json").read_text())
VECTORS = [vector for vectors in TECHNIQUES.values() for vector in vectors]
_HONEST = json.loads((FOLDER / "honest.json").read_text())
HONEST_TITLES: list[str] = _HONEST["titles"]
#: What is typed, and what a reader sees.
HONEST_BODIES: list[tuple[str, str]] = [(typed, seen) for typed, seen in _HONEST["bodies"]]

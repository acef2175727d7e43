"""Keeping the sandbox's objects in one JSON file, replaced as a whole so that a crash leaves the old one."""

import json
from pathlib import Path
from typing import Any


class Storage:
    """A JSON file, or nothing at all when ``path`` is None."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def load(self) -> dict[str, dict[str, Any]]:
        """Return what was kept; empty at the first start."""
        if self.path is None or not self.path.exists():
            return {}
        return json.loads(self.path.read_text("utf-8"))

    def save(self, things: dict[str, dict[str, Any]]) -> None:
        """Replace the file."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(things), "utf-8")
        fresh.replace(self.path)

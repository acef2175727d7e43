"""What waits for staff today, on the home page of the staff area; any app adds lines by a hook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component


@dataclass(frozen=True)
class WaitingLine:
    """One kind of thing that waits: how many, in words, and where to deal with them."""

    count: int
    words: str
    url: str


class WaitingPanel(Component):
    """Collects the lines of every hook ``register_academy_waiting(request) -> Iterable[WaitingLine]``.

    A hook answers only for what the person in ``request.user`` may deal with; lines that count nothing are left out.
    """

    name = "academy_waiting"
    order = 50
    template_name = "courses/admin/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"lines": list(waiting_lines(parent_context["request"]))}


def waiting_lines(request: HttpRequest) -> Iterator[WaitingLine]:
    """Yield what waits for this person, of all apps."""
    for hook in hooks.get_hooks("register_academy_waiting"):
        yield from (line for line in hook(request) if line.count)

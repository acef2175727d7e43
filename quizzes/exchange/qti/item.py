"""An item taken apart, as its readers need it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Notes, Refusal
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.qti.body import interactions_of, refuse_drawn
from quizzes.exchange.qti.declared import Response, carried_of, responses_of
from quizzes.exchange.qti.feedback import Feedback, feedback_of


@dataclass(frozen=True)
class Item:
    """An item in the names of 2.1: its interactions, responses and feedback, what it carries along, and the notes."""

    node: Node
    body: Node
    asked: list[Node]
    responses: dict[str, Response]
    feedback: Feedback
    carried: dict[str, list[str]]
    notes: Notes

    def told(self, name: str) -> str:
        """Return what the item carries along under a name, empty if it does not."""
        return "\n".join(self.carried.get(name, []))

    @property
    def extras(self) -> dict[str, str]:
        """All that it carries along."""
        return {name: self.told(name) for name in self.carried}

    def response(self, asked: Node) -> Response:
        """Return the response that an interaction gives; raise Refusal if none is declared."""
        found = self.responses.get(asked.get("responseIdentifier"))
        if found is None:
            raise Refusal(_("One of its interactions has no response declared."))
        return found


def take_apart(node: Node, notes: Notes) -> Item:
    """Return an item; raise Refusal for one that asks nothing, or something else each time."""
    refuse_drawn(node)
    body = node.child("itemBody")
    asked = interactions_of(body) if body else []
    if body is None or not asked:
        raise Refusal(_("It asks nothing: it has no interaction."))
    return Item(node, body, asked, responses_of(node), feedback_of(node), carried_of(node), notes)

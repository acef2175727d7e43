"""Feedback of an item: on single choices, on answers, and on the question as a whole."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Notes
from quizzes.exchange.common.markup import inner_html
from quizzes.exchange.common.texts import html_of, rich_from_html
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.qti.body import content_of, plain_of

RATIONALE = "RATIONALE"


@dataclass
class Feedback:
    """The modal feedback of an item that nothing has claimed yet."""

    modals: list[Node]

    def on(self, identifiers: Collection[str], notes: Notes) -> dict[str, str]:
        """Return the texts that are shown for identifiers, such as those of choices."""
        mine = [modal for modal in self.modals if modal.get("identifier") in identifiers]
        self.modals = [modal for modal in self.modals if modal not in mine]
        return {modal.get("identifier"): plain_of(modal, notes, _("Feedback")) for modal in mine}

    def verdict(self, word: str, notes: Notes) -> str:
        """Return the text that is shown for "correct" or "incorrect"."""
        found = [modal for modal in self.modals if modal.get("identifier").lower() == word]
        self.modals = [modal for modal in self.modals if modal not in found]
        return "\n\n".join(plain_of(modal, notes, _("Feedback")) for modal in found)

    def whole(self, outcome: str, notes: Notes) -> str:
        """Return the text of an outcome of ours as a stem is told."""
        mine = [modal for modal in self.modals if modal.get("outcomeIdentifier") == outcome]
        self.modals = [modal for modal in self.modals if modal not in mine]
        return rich_from_html("".join(inner_html(content_of(modal)) for modal in mine), notes, _("Feedback"))

    def rest(self, notes: Notes) -> str:
        """Return all that is left as a rationale, and say so."""
        if self.modals:
            notes.append(_("Feedback on some answers is told to all, in the rationale."))
        sources = [
            html_of(rich_from_html(inner_html(content_of(modal)), notes, _("Feedback"))) for modal in self.modals
        ]
        return rich_from_html("".join(sources), [], "")


def feedback_of(item: Node) -> Feedback:
    """Return the modal feedback of an item."""
    return Feedback(list(item.all("modalFeedback")))


def inline_feedback(choice: Node, notes: Notes) -> str:
    """Return the feedback that stands in a choice."""
    inline = choice.children("feedbackInline")
    return "\n\n".join(plain_of(node, notes, _("Feedback")) for node in inline)


def values_shown(item: Node) -> dict[str, str]:
    """Return, by typed answer, the identifier of the feedback that is shown for it."""
    processing = item.child("responseProcessing")
    found: dict[str, str] = {}
    for branch in processing.all("responseIf", "responseElseIf") if processing else ():
        values = [value.text() for test in branch.children("stringMatch", "match") for value in test.all("baseValue")]
        shown = [node.text() for node in branch.children("setOutcomeValue") if node.get("identifier") == "FEEDBACK"]
        if len(values) == 1 and shown:
            found[values[0]] = shown[0]
    return found

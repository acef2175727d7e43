"""The text of an item around its interactions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Notes, Refusal
from quizzes.exchange.common.gap_texts import without_numbers
from quizzes.exchange.common.markup import inner_html
from quizzes.exchange.common.texts import plain_from_html, rich_from_html
from quizzes.exchange.common.xml_tree import Node

#: Where a student types, in a stem that goes on after that place.
GAP = "_____"
LOST_BLOCKS = {
    "rubricBlock",
    "feedbackBlock",
    "feedbackInline",
    "templateBlock",
    "templateInline",
    "printedVariable",
} | {
    "modalFeedback"  # told with the feedback, wherever it stands
}


def interactions_of(body: Node) -> list[Node]:
    """Return the interactions of a body in their order."""
    return list(_interactions(body))


def _interactions(node: Node) -> Iterator[Node]:
    for child in node.children():
        if child.name.endswith("Interaction"):
            yield child
        else:
            yield from _interactions(child)


def stem_of(body: Node, notes: Notes) -> str:
    """Return the stem: a body's text and the prompts of its interactions, a gap where one types in its middle.

    Takes the interactions out of the body.
    """
    asked = interactions_of(body)
    prompts = "".join(f"<p>{inner_html(prompt)}</p>" for node in asked for prompt in node.children("prompt"))
    _replace(body, {id(node): GAP if node.name == "textEntryInteraction" else "" for node in asked})
    own = _own(body, "stem", allowed=GAP)
    if own:
        return rich_from_html(inner_html(own), notes, _("Stem"))
    _take_out_blocks(body, notes)
    source = inner_html(body)
    before, gap, after = source.partition(GAP)
    if gap and not plain_from_html(after, [], ""):
        source = before + after
    return rich_from_html(source + prompts, notes, _("Stem"))


def text_with_gaps(body: Node, notes: Notes) -> tuple[str, str]:
    """Return the stem, empty if the file is not ours, and the text with [1], [2], … for its interactions."""
    text = next((node for node in body.children("div") if node.get("class") == "text"), None)
    own = _own(body, "stem", but=text) if text else None
    source = text if text and own else body
    _take_out_blocks(source, notes)
    _renumber(source, notes)
    _replace(source, {id(node): f"[{n}]" for n, node in enumerate(interactions_of(source), 1)})
    stem = rich_from_html(inner_html(own), notes, _("Stem")) if own else ""
    return stem, plain_from_html(inner_html(source), notes, _("Text"))


def take_unit(body: Node) -> str:
    """Take the unit that we write behind a number out of a body, and return it."""
    for node in body.children():
        if node.name == "span" and node.get("class") == "unit":
            body.parts.remove(node)
            return node.text()
        if unit := take_unit(node):
            return unit
    return ""


def _own(body: Node, name: str, *, but: Node | None = None, allowed: str = "") -> Node | None:
    """Return the block of ours if there is nothing else in the body, so that no text of other files is lost."""
    own = next((node for node in body.children("div") if node.get("class") == name), None)
    others = [part for part in body.parts if part is not own and part is not but]
    said = "".join(part if isinstance(part, str) else "".join(part.texts()) for part in others)
    return own if said.strip() in {"", allowed} else None


def plain_of(node: Node, notes: Notes, where: str) -> str:
    """Return the text of a choice or a feedback, without the feedback that stands in a choice."""
    node.parts = [part for part in node.parts if isinstance(part, str) or part.name != "feedbackInline"]
    return plain_from_html(inner_html(content_of(node)), notes, where)


def content_of(node: Node) -> Node:
    """Return the element that holds a feedback's content: version 3 puts one more around it."""
    return node.child("contentBody") or node


def refuse_drawn(item: Node) -> None:
    """Raise Refusal for an item that differs from student to student or from try to try."""
    if item.children("templateDeclaration", "templateProcessing"):
        raise Refusal(_("It draws its values anew for each student, which is not taken yet."))
    if item.get("adaptive") == "true":
        raise Refusal(_("It adapts from try to try, which is not taken yet."))


def _take_out_blocks(node: Node, notes: Notes) -> None:
    lost = [part for part in node.children() if part.name in LOST_BLOCKS]
    if any(part.name != "modalFeedback" for part in lost):
        notes.append(_("Lost from the text: %(names)s.") % {"names": ", ".join(part.name for part in lost)})
        node.parts = [part for part in node.parts if part not in lost]
    for child in node.children():
        if not child.name.endswith("Interaction"):
            _take_out_blocks(child, notes)


def _renumber(node: Node, notes: Notes) -> None:
    node.parts = [without_numbers(part, notes) if isinstance(part, str) else part for part in node.parts]
    for child in node.children():
        if not child.name.endswith("Interaction"):
            _renumber(child, notes)


def _replace(node: Node, texts: dict[int, str]) -> None:
    node.parts = [texts.get(id(part), part) if isinstance(part, Node) else part for part in node.parts]
    for child in node.children():
        _replace(child, texts)

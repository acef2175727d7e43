"""From an item of QTI to a question."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal
from quizzes.exchange.common.extras import COMMON, with_extras
from quizzes.exchange.common.texts import html_of
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.qti.body import stem_of
from quizzes.exchange.qti.choices import read_choice, read_match, read_order
from quizzes.exchange.qti.entries import read_entry, read_essay, read_gaps
from quizzes.exchange.qti.feedback import RATIONALE
from quizzes.exchange.qti.item import Item, take_apart
from quizzes.exchange.qti.writing import OWN

READERS: dict[str, Callable[[Item, Node], Data]] = {
    "choiceInteraction": read_choice,
    "orderInteraction": read_order,
    "matchInteraction": read_match,
    "textEntryInteraction": read_entry,
    "extendedTextInteraction": read_essay,
}
#: Interactions that stand within a text; several of them are one gap fill.
WITHIN = {"textEntryInteraction", "inlineChoiceInteraction"}


def read_item(node: Node, notes: Notes) -> Data:
    """Return a question out of an item told in the names of 2.1; raise Refusal for what ours cannot be."""
    item = take_apart(node, notes)
    data = _read(item)
    data |= {"key": node.get("identifier").lstrip("_"), "tags": item.carried.get("tags", [])}
    told = item.feedback.whole(RATIONALE, notes), item.feedback.rest(notes)
    data |= {"rationale": "".join(html_of(text) for text in told) if all(told) else "".join(told)}
    return with_extras(data, item.extras, [*COMMON, *OWN.get(data["type"], ())])


def _read(item: Item) -> Data:
    names = {node.name for node in item.asked}
    if unknown := sorted(names - READERS.keys() - WITHIN):
        raise Refusal(_("%(names)s is not taken yet.") % {"names": ", ".join(unknown)})
    several = len(item.asked) > 1 or "inlineChoiceInteraction" in names
    if (names <= WITHIN and several) or item.told("type") == "gaps":
        return read_gaps(item)
    if several:
        raise Refusal(_("It asks %(n)d things at once.") % {"n": len(item.asked)})
    data = READERS[item.asked[0].name](item, item.asked[0])
    return data | {"stem": stem_of(item.body, item.notes)}

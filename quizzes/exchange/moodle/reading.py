"""From the questions of a Moodle XML file to ours."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal, Taken
from quizzes.exchange.common.categories import category_tags
from quizzes.exchange.common.extras import COMMON, with_extras
from quizzes.exchange.common.numbers import number_of
from quizzes.exchange.common.taking import name_of, take
from quizzes.exchange.common.texts import one_line
from quizzes.exchange.common.xml_tree import Node
from quizzes.exchange.moodle.texts import form_of, plain, rich
from quizzes.exchange.moodle.types import READERS
from quizzes.exchange.moodle.writing import OWN

#: What Moodle itself writes where an author wrote nothing.
USUAL = {
    "",
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}
#: Types whose stem is told by their own reader, since the gaps stand in it.
WITH_GAPS = {"cloze", "multianswer", "gapselect", "ddwtos"}
WHOLE = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


class Reader:
    """Takes the questions one by one and remembers the category that they are in."""

    def __init__(self) -> None:
        self.category = ""
        self.items: list[Taken] = []
        self.notes: Notes = []

    def take(self, node: Node) -> None:
        """Take a question, or the category of those that follow."""
        if node.name != "question":
            return
        if node.get("type") == "category":
            self.category = node.text("category", "text")
            return
        category = self.category
        name = node.text("name", "text") or name_of(node.text("questiontext", "text"))
        self.items.append(take(node.line, name, lambda notes: read_question(node, category, notes)))
        penalty = _("Penalties for further tries are not taken: a quiz says how often one may try.")
        if penalty not in self.notes and node.text("penalty").strip("0.") and node.get("type") in READERS:
            self.notes.append(penalty)


def read_question(node: Node, category: str, notes: Notes) -> Data:
    """Return a question; raise Refusal for a type that is not taken."""
    kind = node.get("type")
    if kind == "description":
        raise Refusal(_("It is a description: it asks nothing."))
    if kind not in READERS:
        raise Refusal(_("Moodle's type “%(type)s” is not taken yet.") % {"type": kind})
    form = form_of(node.child("questiontext"))
    carried = {extra.get("name"): extra.text() for extra in node.children("extra")}
    data: Data = {"stem": rich(node.child("questiontext"), notes, _("Stem"))} if kind not in WITH_GAPS else {}
    data |= READERS[kind](node, carried, notes)
    data |= {"key": node.text("idnumber") or node.text("name", "text"), "tags": _tags(node, category, notes)}
    data |= {"rationale": rich(node.child("generalfeedback"), notes, _("General feedback"), form)}
    notes.extend(_losses(node))
    return with_extras(data, carried, [*COMMON, *OWN.get(data["type"], ())])


def _tags(node: Node, category: str, notes: Notes) -> list[str]:
    nodes = [tag for group in node.children("tags", "coursetags") for tag in group.children("tag")]
    tags = [told for tag in nodes if (told := one_line(tag.text("text")))]
    return list(dict.fromkeys([*tags, *category_tags(category, notes)]))


def _losses(node: Node) -> Iterator[str]:
    files = [file.get("name") for file in node.all("file")]
    if files:
        yield _("Files are lost: %(names)s.") % {"names": ", ".join(files)}
    if node.text("hidden") == "1":
        yield _("In Moodle it is hidden.")
    if _is_other_than_one(node.text("defaultgrade")):
        yield _("Its %(n)s marks are not taken: a quiz says what a question is worth.") % {
            "n": node.text("defaultgrade")
        }
    if node.text("shuffleanswers") in {"0", "false"} and node.get("type") != "truefalse":
        yield _("Its fixed order is not taken: a quiz says whether options are shuffled.")
    if node.children("hint"):
        yield _("Its hints are lost.")
    if any(plain(node.child(name), [], "") not in USUAL for name in WHOLE):
        yield _("Its feedback on the answer as a whole is lost.")


def _is_other_than_one(text: str) -> bool:
    try:
        return bool(text) and number_of(text) != Decimal(1)
    except Refusal:
        return True

"""The pieces of an item, gathered in any order and put together in the one that QTI asks for."""

from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element

from quizzes.exchange.common.markup import append_html
from quizzes.exchange.common.numbers import number_text
from quizzes.exchange.qti.names import Dialect

FEEDBACK = "FEEDBACK"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


class Pieces:
    """Declarations, body, rules of marking and feedback of one item."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.responses: list[Element] = []
        self.outcomes: list[Element] = []
        self.body = Element(dialect.spelt("itemBody"))
        self.processing = Element(dialect.spelt("responseProcessing"))
        self.modals: list[Element] = []

    def add(self, parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
        """Append an element of QTI."""
        return self.dialect.add(parent, name, text, **attributes)

    def block(self, name: str) -> Element:
        """Append a part of the body that we find again by its class."""
        block = Element("div", {"class": name})
        self.body.append(block)
        return block

    def response(self, identifier: str, base: str, correct: Iterable[str], *, several: str = "single") -> Element:
        """Declare a response and what is right; ``several`` is its cardinality."""
        node = self._top(
            self.responses, "responseDeclaration", identifier=identifier, cardinality=several, baseType=base
        )
        if told := list(correct):
            right = self.add(node, "correctResponse")
            for value in told:
                self.add(right, "value", value)
        return node

    def mapping(self, response: Element, values: Iterable[tuple[str, Decimal]], default: Decimal, **more: str) -> None:
        """Say what single values of a response earn, between 0 and 1 in all; ``more`` goes to every entry."""
        bounds = {"lowerBound": "0", "upperBound": "1", "defaultValue": number_text(default)}
        node = self.add(response, "mapping", **bounds)
        for key, value in values:
            self.add(node, "mapEntry", mapKey=key, mappedValue=number_text(value), **more)

    def outcome(self, identifier: str, base: str, values: Iterable[str] = (), *, single: bool = False) -> None:
        """Declare an outcome with the values that it has from the start."""
        told = list(values)
        several = "single" if single or len(told) == 1 else "multiple"
        node = self._top(self.outcomes, "outcomeDeclaration", identifier=identifier, cardinality=several, baseType=base)
        if told:
            default = self.add(node, "defaultValue")
            for value in told:
                self.add(default, "value", value)

    def modal(self, outcome: str, identifier: str, source: str) -> None:
        """Add feedback that is shown after the answer if an outcome holds an identifier."""
        told = {"outcomeIdentifier": outcome, "identifier": identifier, "showHide": "show"}
        node = self._top(self.modals, "modalFeedback", **told)
        append_html(self.add(node, "contentBody") if self.dialect.prefix else node, source)

    def template(self, name: str) -> None:
        """Mark by a template of the specification."""
        self.processing.set("template", self.dialect.templates.format(name))

    def score(self, parent: Element, value: Decimal) -> None:
        """Set the score in a rule."""
        node = self.add(parent, "setOutcomeValue", identifier="SCORE")
        self.add(node, "baseValue", number_text(value), baseType="float")

    def show(self, parent: Element, identifier: str) -> None:
        """Show a feedback in a rule."""
        node = self.add(parent, "setOutcomeValue", identifier=FEEDBACK)
        self.add(node, "baseValue", identifier, baseType="identifier")

    def item(self, identifier: str, title: str) -> Element:
        """Put the item together."""
        told = {"identifier": identifier, "title": title, "adaptive": "false", "timeDependent": "false"}
        item = Element(self.dialect.spelt("assessmentItem"), {"xmlns": self.dialect.item_space})
        item.set(SCHEMA, f"{self.dialect.item_space} {self.dialect.item_schema}")
        item.attrib.update(self.dialect.attributes(told))
        self.outcome("SCORE", "float", ["0"])
        self.outcome("MAXSCORE", "float", ["1"])
        item.extend([*self.responses, *self.outcomes, self.body, self.processing, *self.modals])
        return item

    def _top(self, pieces: list[Element], name: str, **attributes: str) -> Element:
        node = Element(self.dialect.spelt(name), self.dialect.attributes(attributes))
        pieces.append(node)
        return node

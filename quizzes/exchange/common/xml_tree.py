"""XML as a tree that knows its lines, read so that no file can harm: no document types, no entities, no depth."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.sax import InputSource, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Refusal
from quizzes.exchange.common.bodies import decode

#: Elements within each other; questions have a dozen.
DEEPEST = 200
ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+<([\w:.-]++)",
    re.DOTALL,
)
ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"'>]*)""")
#: Others are Python's own codecs, some of which are no encodings of text at all.
ENCODINGS = {"utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252"}
UTF_8 = {"utf-8", "utf8"}
LOOKED_AT = 65_536


class Node:
    """An element: its name without a prefix, its attributes, its line, and texts and elements in their order."""

    __slots__ = ("attributes", "line", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str], line: int | None = None) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.parts: list[str | Node] = []

    def get(self, attribute: str, otherwise: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(attribute, otherwise)

    def children(self, *names: str) -> list["Node"]:
        """Return the elements right below, those of the given names if there are any."""
        return [part for part in self.parts if isinstance(part, Node) and (not names or part.name in names)]

    def child(self, *path: str) -> "Node | None":
        """Return the first element at a path."""
        node: Node | None = self
        for name in path:
            node = next(iter(node.children(name)), None) if node else None
        return node

    def text(self, *path: str) -> str:
        """Return all text in the first element at a path, without space around it; empty if there is none."""
        node = self.child(*path)
        return "".join(node.texts()).strip() if node else ""

    def texts(self) -> Iterator[str]:
        """Give all texts within."""
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part.texts()

    def all(self, *names: str) -> Iterator["Node"]:
        """Give the elements of these names at any depth, in their order."""
        for part in self.children():
            if part.name in names:
                yield part
            yield from part.all(*names)


def root_name(body: bytes) -> str:
    """Return the name of an XML file's root as its first bytes have it, without a prefix; empty for other files."""
    found = ROOT.match(body[:LOOKED_AT])
    return found[1].rpartition(b":")[2].decode("ascii", "replace") if found else ""


def parse(body: bytes, each: Callable[[Node], None] | None = None) -> Node:
    """Return the root; raise Refusal with the line where it cannot be read.

    With ``each``, elements right below the root are handed over one by one and not kept.
    """
    _check_encoding(body)
    builder = _Builder(each)
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(builder)
    source = InputSource()
    source.setByteStream(BytesIO(body))
    try:
        parser.parse(source)
    except DefusedXmlException as error:
        raise Refusal(_why_harmful(), parser.getLineNumber()) from error
    except SAXParseException as error:
        reason = _("The XML cannot be read: %(what)s.") % {"what": error.getMessage()}
        raise Refusal(reason, error.getLineNumber()) from error
    return builder.root


def _why_harmful() -> str:
    return _("The XML declares a document type or entities, which may do harm. Remove the declaration.")


def _check_encoding(body: bytes) -> None:
    told = ENCODING.match(body[:200].removeprefix(b"\xef\xbb\xbf"))
    name = told[1].decode("ascii", "replace").lower() if told else "utf-8"
    if name in UTF_8 and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        decode(body)
    elif name not in ENCODINGS | UTF_8:
        raise Refusal(_("The XML is in an encoding that cannot be read: save it as UTF-8."), 1)


class _Builder(ContentHandler):
    def __init__(self, each: Callable[[Node], None] | None) -> None:
        super().__init__()
        self.each = each
        self.root = Node("", {})
        self.open: list[Node] = []
        self.locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:
        self.locator = locator

    def startElement(self, name: str, attrs: Any) -> None:
        node = Node(name.rpartition(":")[2], dict(attrs), self.locator.getLineNumber())
        if len(self.open) >= DEEPEST:
            raise Refusal(_("The XML nests deeper than any question."), node.line)
        if self.open:
            self.open[-1].parts.append(node)
        else:
            self.root = node
        self.open.append(node)

    def characters(self, content: str) -> None:
        self.open[-1].parts.append(content)

    def endElement(self, name: str) -> None:
        node = self.open.pop()
        if self.each and len(self.open) == 1:
            self.open[0].parts.clear()
            self.each(node)

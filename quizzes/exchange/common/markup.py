"""Between HTML as text and HTML as XML elements."""

import html
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from quizzes.exchange.common.xml_tree import Node

#: ``gap`` is our own: where an interaction will stand.
VOID = {"gap", "br", "img", "hr", "input", "col", "source", "track", "wbr"}


def inner_html(node: Node) -> str:
    """Return what an element holds as HTML."""
    return "".join(html.escape(part, quote=False) if isinstance(part, str) else _outer(part) for part in node.parts)


def _outer(node: Node) -> str:
    told = "".join(f' {name}="{html.escape(value)}"' for name, value in node.attributes.items())
    if node.name in VOID:
        return f"<{node.name}{told}>"
    return f"<{node.name}{told}>{inner_html(node)}</{node.name}>"


def append_html(parent: Element, source: str) -> None:
    """Append HTML, clean and balanced as our texts are, to an XML element."""
    builder = _Builder(parent)
    builder.feed(source)
    builder.close()


class _Builder(HTMLParser):
    def __init__(self, parent: Element) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [parent]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data

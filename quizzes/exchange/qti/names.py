"""The names of QTI 2.1 and of 3.0, which are the same but for spelling, and where each version lives."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from quizzes.exchange.common.xml_tree import Node

HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")


@dataclass(frozen=True)
class Dialect:
    """A version of QTI: how it spells names, and the addresses of its schemas."""

    prefix: str
    item_space: str
    item_schema: str
    manifest_space: str
    package: str
    package_version: str
    resource: str
    templates: str

    def spelt(self, name: str) -> str:
        """Return an element's name of 2.1 as this version spells it."""
        return self.prefix + _kebab(name) if self.prefix else name

    def add(self, parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
        """Append an element of QTI, its names told as 2.1 has them."""
        element = SubElement(parent, self.spelt(name), self.attributes(attributes))
        element.text = text
        return element

    def attributes(self, told: dict[str, str]) -> dict[str, str]:
        """Return attributes as this version spells them."""
        return {_kebab(name): value for name, value in told.items()} if self.prefix else told


V21 = Dialect(
    prefix="",
    item_space="http://www.imsglobal.org/xsd/imsqti_v2p1",
    item_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    manifest_space="http://www.imsglobal.org/xsd/imscp_v1p1",
    package="QTIv2.1 Package",
    package_version="1.0.0",
    resource="imsqti_item_xmlv2p1",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{}",
)
V3 = Dialect(
    prefix="qti-",
    item_space="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    item_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    manifest_space="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    package="QTI Package",
    package_version="3.0.0",
    resource="imsqti_item_xmlv3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{}.xml",
)


def canonical(node: Node) -> Node:
    """Rename an element and all in it as 2.1 names them, and return it."""
    if node.name.startswith("qti-"):
        node.name = _camel(node.name[4:])
        told = node.attributes.items()
        node.attributes = {name if name.startswith("data-") else _camel(name): value for name, value in told}
    for child in node.children():
        canonical(child)
    return node


def _kebab(name: str) -> str:
    return HUMP.sub(lambda found: "-" + found[1].lower(), name)


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(word.capitalize() for word in rest)

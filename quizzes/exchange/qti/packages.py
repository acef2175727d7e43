"""A package of QTI: the items and the manifest that lists them."""

from collections.abc import Iterable
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from quizzes.exchange.common.archives import MOST_MEMBERS
from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.taking import written_items
from quizzes.exchange.qti.names import Dialect
from quizzes.exchange.qti.reading import MANIFEST
from quizzes.exchange.qti.writing import identifier_of, write_item


def write_package(questions: Iterable[Data], notes: Notes, dialect: Dialect) -> bytes:
    """Return a package of the questions that QTI can hold, as many as can be read again."""
    out = BytesIO()
    names: dict[str, str] = {}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for data, item in written_items(questions, notes, lambda data, lost: write_item(data, dialect, lost)):
            if len(names) >= MOST_MEMBERS - 1:
                notes.append(_("%(key)s: not written. The package is full.") % {"key": data["key"]})
                continue
            names[identifier_of(data)] = f"items/{data['key']}.xml"
            _add(archive, f"items/{data['key']}.xml", item)
        _add(archive, MANIFEST, _manifest(names, dialect))
    return out.getvalue()


def _add(archive: ZipFile, name: str, root: Element) -> None:
    entry = ZipInfo(name)  # with the date that ZipInfo gives, so that the same questions make the same file
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n")


def _manifest(names: dict[str, str], dialect: Dialect) -> Element:
    root = Element("manifest", {"xmlns": dialect.manifest_space, "identifier": "MANIFEST"})
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = dialect.package
    SubElement(metadata, "schemaversion").text = dialect.package_version
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for identifier, name in names.items():
        resource = SubElement(resources, "resource", identifier=f"R-{identifier}", type=dialect.resource, href=name)
        SubElement(resource, "file", href=name)
    indent(root)
    return root

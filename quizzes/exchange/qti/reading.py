"""Single items and packages of QTI."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from django.utils.translation import gettext as _

from quizzes.exchange.common.archives import is_archive, open_archive, read_member
from quizzes.exchange.common.base import Notes, Reading, Refusal, Taken
from quizzes.exchange.common.taking import refused, take, with_keys
from quizzes.exchange.common.xml_tree import Node, parse
from quizzes.exchange.qti.items import read_item
from quizzes.exchange.qti.names import canonical

MANIFEST = "imsmanifest.xml"
#: Names of files that a note tells before it stops.
MOST_NAMES = 6


def read(name: str, body: bytes) -> Reading:
    """Return the items of a package, or the one item of a file."""
    if not is_archive(body):
        return Reading(tuple(with_keys([_take(canonical(parse(body)))])))
    with open_archive(body) as archive:
        notes: Notes = []
        return Reading(tuple(with_keys(list(_members(archive, notes)))), tuple(notes))


def has_version_3(body: bytes) -> bool:
    """Whether a package says that its items are of version 3."""
    try:
        with open_archive(body) as archive:
            return b"v3p0" in read_member(archive, manifest_of(archive))
    except Refusal:
        return False


def manifest_of(archive: ZipFile) -> str:
    """Return the name of the manifest, which may stand in a folder."""
    found = [name for name in archive.namelist() if posixpath.basename(name) == MANIFEST]
    return min(found, key=len, default=MANIFEST)


def _take(item: Node, member: str = "") -> Taken:
    name = " ".join(
        part for part in (item.get("title") or item.get("identifier"), f"({member})" if member else "") if part
    )
    if item.name == "assessmentItem":
        return take(item.line, name, lambda notes: read_item(item, notes))
    if item.name in {"assessmentTest", "assessmentSection"}:
        return refused(item.line, name, _("A test names its questions: upload the package that holds them too."))
    if item.name == "questestinterop":
        return refused(item.line, name, _("This is QTI 1.2: export it as QTI 2.1 or 3.0."))
    return refused(item.line, name, _("This is no item of QTI: its root is “%(root)s”.") % {"root": item.name})


def _members(archive: ZipFile, notes: Notes) -> Iterator[Taken]:
    listed = _listed(archive)
    others = [name for name in archive.namelist() if name not in listed and name.lower().endswith(".xml")]
    for name in [*listed, *others]:
        if posixpath.basename(name) == MANIFEST:
            continue
        try:
            root = canonical(parse(read_member(archive, name)))
        except Refusal as refusal:
            yield refused(refusal.line, name, str(refusal))
            continue
        if root.name in {"assessmentTest", "assessmentSection"}:
            notes.append(_("The test in %(name)s is not taken, only its questions.") % {"name": name})
        elif name in listed or root.name in {"assessmentItem", "questestinterop"}:
            yield _take(root, name)
        else:
            notes.append(_("%(name)s is no item: it is passed over.") % {"name": name})
    media = [name for name in archive.namelist() if not name.lower().endswith((".xml", ".xsd", "/"))]
    if media:
        told = ", ".join(media[:MOST_NAMES]) + (" …" if len(media) > MOST_NAMES else "")
        notes.append(_("Pictures and other files are not taken: %(names)s.") % {"names": told})


def _listed(archive: ZipFile) -> dict[str, None]:
    """Return the items that the manifest lists, in its order; none if there is no manifest."""
    name = manifest_of(archive)
    if name not in archive.namelist():
        return {}
    folder = posixpath.dirname(name)
    resources = parse(read_member(archive, name)).all("resource")
    hrefs = [node.get("href") for node in resources if node.get("type").startswith("imsqti_item")]
    return dict.fromkeys(posixpath.normpath(posixpath.join(folder, unquote(href))) for href in hrefs if href)

"""Files made to harm: each is refused with a clear word, quickly and without reaching out."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from quizzes.exchange import read, write
from tests.quizzes.exchange.asking import taken
from tests.quizzes.exchange.qti_samples import choice, item, manifest, response, template

pytestmark = pytest.mark.once
ITEM = item(response("B"), choice(), template("match_correct"))
DECLARED = "The XML declares a document type or entities, which may do harm. Remove the declaration."
ROOTS = [
    "<quiz>&x;</quiz>",
    "<assessmentItem>&x;</assessmentItem>",
    "<qti-assessment-item>&x;</qti-assessment-item>",
]


def laughs(root):
    entities = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">\n' for n in range(1, 12))
    return f'<?xml version="1.0"?>\n<!DOCTYPE q [<!ENTITY x0 "ha">\n{entities}<!ENTITY x "&x11;">]>\n{root}'


@pytest.mark.parametrize("root", ROOTS)
def test_a_thousand_million_laughs_are_not_heard(root):
    found = taken(laughs(root), "a.xml")
    assert (found.line, found.refused) == (2, DECLARED)


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("source", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_an_outside_entity_is_not_fetched(root, source):
    assert taken(f'<!DOCTYPE q [<!ENTITY x SYSTEM "{source}">]>\n{root}', "a.xml").refused == DECLARED


@pytest.mark.parametrize("root", ROOTS)
def test_an_outside_document_type_is_not_fetched(root):
    assert taken(f'<!DOCTYPE q SYSTEM "http://127.0.0.1:9/x.dtd">\n{root}', "a.xml").refused == DECLARED


def test_elements_nested_without_end_are_refused():
    assert taken("<quiz>" + "<a>" * 10_000, "a.xml").refused == "The XML nests deeper than any question."


def test_an_upload_over_the_limit_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr("quizzes.exchange.common.bodies.LARGEST_UPLOAD", 1_000_000)
    upload = BytesIO(b"x" * 3_000_000)
    (found,) = read("a.gift", upload).items
    assert found.refused == "The file is larger than 1 MB."
    assert upload.tell() == 1_000_001


def packed(members, **fields):
    """An archive of names and texts; ``fields`` are set on every entry."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            for field, value in fields.items():
                setattr(entry, field, value)
            archive.writestr(entry, text)
    return out.getvalue()


def workbook(**changed):
    """A workbook of ours with some of its parts replaced."""
    with ZipFile(BytesIO(write("xlsx", []).body)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    return packed(members | changed)


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>&x;</sheetData></worksheet>'


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_entities_is_refused(part):
    found = taken(workbook(**{part: laughs(SHEET)}))
    assert found.refused == "The workbook cannot be read: it is broken, or declares what may do harm."


def test_a_workbook_that_is_cut_off_is_refused():
    assert taken(workbook()[:-30]).refused == "The archive cannot be opened: it is broken or no zip archive."


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\b", "C:\\b", "C:/b"])
def test_an_archive_that_reaches_outside_itself_is_refused(name):
    assert taken(packed({"xl/workbook.xml": "", name: "x"})).refused.startswith("The archive reaches outside itself: ")


def test_an_archive_with_a_link_is_refused():
    found = taken(packed({"xl/workbook.xml": "/etc/passwd"}, external_attr=0o120777 << 16))
    assert found.refused == "The archive holds a link: xl/workbook.xml."


def test_an_archive_that_unpacks_without_end_is_refused():
    found = taken(packed({"xl/workbook.xml": "0" * 20_000_000}))
    assert found.refused == "The archive holds far more than it seems: xl/workbook.xml."


def test_an_archive_that_unpacks_to_too_much_in_all_is_refused(monkeypatch):
    monkeypatch.setattr("quizzes.exchange.common.archives.LARGEST_UNPACKED", 1_000_000)
    found = taken(packed({"xl/workbook.xml": "0" * 600_000, "b": "1" * 600_000}))
    assert found.refused == "The archive unpacks to more than 1 MB."


@pytest.mark.parametrize("most", [3, 5])
def test_an_archive_of_too_many_members_is_refused(monkeypatch, most):
    monkeypatch.setattr("quizzes.exchange.common.archives.MOST_MEMBERS", most)
    found = taken(packed({"xl/workbook.xml": ""} | {f"{n}": "" for n in range(8)}))
    assert found.refused == f"The archive has more than {most} members."


def test_an_archive_that_lies_about_its_size_is_refused():
    body = packed({"xl/workbook.xml": "0" * 3_000_000})
    lying = body.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert taken(lying).refused.startswith("The workbook cannot be read")


def test_a_harmful_item_of_a_package_hides_no_other():
    bomb, good = read("a.zip", packed({"a.xml": laughs(ROOTS[1]), "b.xml": ITEM})).items
    assert (bomb.refused, good.refused) == (DECLARED, "")


def test_a_harmful_manifest_is_refused():
    assert taken(packed({"imsmanifest.xml": laughs("<manifest>&x;</manifest>"), "b.xml": ITEM})).refused == DECLARED


def test_a_manifest_cannot_reach_outside_its_package():
    found = read("a.zip", packed({"imsmanifest.xml": manifest("../../etc/passwd", "/etc/passwd"), "b.xml": ITEM})).items
    assert [item.refused for item in found] == [
        "../../etc/passwd is not in the archive.",
        "/etc/passwd is not in the archive.",
        "",
    ]


def test_a_member_that_lies_about_its_size_is_read_no_further():
    body = packed({"b.xml": ITEM + " " * 3_000_000})
    size = (len(ITEM.encode()) + 3_000_000).to_bytes(4, "little")
    found = taken(body.replace(size, (1_000).to_bytes(4, "little")))
    assert found.refused == "b.xml in the archive is broken."


def test_an_encrypted_archive_is_refused():
    body = bytearray(packed({"xl/workbook.xml": "x"}))
    body[body.index(b"PK\x01\x02") + 8] |= 1
    assert taken(bytes(body)).refused == "The archive is encrypted."

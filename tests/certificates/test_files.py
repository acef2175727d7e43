"""The dresses of a certificate: PDF, badges, JSON."""

import io
import json

import pytest
from openbadgeslib import baking
from PIL import Image
from pypdf import PdfReader

from certificates.artwork.baking import bake_png, read_png, read_svg
from certificates.errors import CredentialError
from certificates.verification import read_credential

LONG = (
    "Maria Aurelia Fernanda Magdalena Konstantinopoulou-Featherstonehaugh von Habsburg-Lothringen"
    " de la Vega y Castellanos Ju."
)
NAMES = [
    "Amelia Okonkwo-Hughes",
    "Ελένη Παπαδοπούλου",
    "فاطمة بنت محمد الزهراء",
    "山田 花子",
    "김민준",
    "अनन्या शर्मा",
    LONG,
]


@pytest.fixture
def pdf_of(issue, make_user):
    """Return a closure ``pdf_of(name, **course_fields) -> (PdfReader, Certificate)``."""

    def make(name: str, **fields):
        certificate = issue(student=make_user(legal_name=name), **fields)
        return PdfReader(io.BytesIO(certificate.files.pdf)), certificate

    return make


@pytest.fixture
def plain(pdf_of):
    return pdf_of("Amelia Okonkwo-Hughes")


def test_the_pdf_carries_the_very_same_json(plain):
    reader, certificate = plain
    [attached] = reader.attachments["credential.json"]
    assert attached.decode() == certificate.files.credential


def test_the_attachment_is_declared_as_data_and_as_a_credential(plain):
    [specification] = [item.get_object() for item in plain[0].trailer["/Root"]["/AF"]]
    file = specification["/EF"]["/F"].get_object()
    assert (specification["/AFRelationship"], file["/Subtype"]) == ("/Data", "/application/vc")


def test_the_pdf_is_tagged_titled_and_says_its_language(plain):
    root = plain[0].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en") and root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_pdf_claims_archive_and_accessibility_standards(plain):
    metadata = plain[0].trailer["/Root"]["/Metadata"].get_data().decode()
    claims = ["<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1"]
    assert [claim in metadata for claim in claims] == [True, True, True]


def test_the_pdf_says_everything_that_is_printed(pdf_of):
    reader, certificate = pdf_of(
        "Amelia Poe",
        level="Level 4",
        hours_theory=80,
        hours_practice=40,
        awarding_body="Example Awards",
        qualification_number="603/1/2",
        signatory_name="Dr Helena Marsh",
    )
    text = " ".join(reader.pages[0].extract_text().split())
    expected = ["Amelia Poe", "Diploma in Testing", "Level 4", "80", "40", "Theory: final paper", "Dr Helena Marsh"]
    expected += ["Example Awards", "603/1/2", certificate.code, "Certificate of completion"]
    assert [word for word in expected if word not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_and_of_any_length_fits_one_page(pdf_of, name):
    reader, certificate = pdf_of(name)
    assert len(reader.pages) == 1 and certificate.name == name


def test_a_latin_name_of_120_characters_is_readable_whole(pdf_of):
    text = "".join(pdf_of(LONG)[0].pages[0].extract_text().split())
    assert LONG.replace(" ", "") in text


def test_a_character_that_no_font_draws_is_printed_in_latin_letters(pdf_of):
    reader, certificate = pdf_of("Zoë 𓀀 Smith")
    assert "Zoë" in reader.pages[0].extract_text() and "𓀀" in certificate.files.credential


def test_a_name_that_looks_like_markup_is_printed_as_it_is(pdf_of):
    name = '#panic("x") *bold* $x^2$ \\ @cite <label>'
    assert name.replace(" ", "") in "".join(pdf_of(name)[0].pages[0].extract_text().split())


def test_many_things_assessed_still_fit_one_page(pdf_of):
    assessed = [("method", f"Assessment {n}: " + "observed practice and theory " * 5) for n in range(30)]
    assert len(pdf_of("Amelia Poe", assessed_by=assessed)[0].pages) == 1


def test_the_png_badge_is_a_picture_that_an_independent_library_can_unpack(issue):
    files = issue().files
    png = bytes(files.png)
    assert Image.open(io.BytesIO(png)).size == (600, 600)
    assert baking.extract_png(png, keyword=b"openbadgecredential") == files.credential


def test_the_svg_badge_unpacks_to_the_same_json(issue):
    files = issue().files
    assert read_svg(files.svg.encode()).decode() == files.credential
    assert 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"' in files.svg


@pytest.mark.parametrize("dress", ["credential", "pdf", "png", "svg"])
def test_every_dress_says_the_same(issue, dress):
    files = issue().files
    content = getattr(files, dress)
    data = content.encode() if isinstance(content, str) else bytes(content)
    assert read_credential(data) == json.loads(files.credential)


def test_a_picture_without_credential_is_refused():
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, "png")
    with pytest.raises(CredentialError):
        read_credential(buffer.getvalue())
    assert read_png(bake_png(buffer.getvalue(), "{}")) == b"{}"


@pytest.mark.parametrize(
    "junk", [b"", b"%PDF-1.7 nothing", b"<svg></svg>", b"\x89PNG\r\n\x1a\n\xff", b"[1]", b"x" * 4_000_000]
)
def test_junk_is_refused_in_plain_words(junk):
    with pytest.raises(CredentialError):
        read_credential(junk)

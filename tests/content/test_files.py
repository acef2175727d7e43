"""Files are what their names say, go out as attachments, and can be sought in when they play."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from content.models import AcademyDocument, AcademyImage


def office(part: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
    return buffer.getvalue()


GOOD = {
    "a.pdf": b"%PDF-1.7\n",
    "a.docx": office("word/document.xml"),
    "a.xlsx": office("xl/workbook.xml"),
    "a.pptx": office("ppt/presentation.xml"),
    "a.txt": "Plain words, even 痛み".encode(),
    "a.csv": b"a;b\n1;2\n",
    "a.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n",
    "a.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 20,
    "a.m4a": b"\0\0\0\x18ftypM4A " + b"\0" * 20,
    "a.webm": b"\x1a\x45\xdf\xa3" + b"\0" * 20,
    "a.mp3": b"ID3\x04" + b"\0" * 20,
    "a.ogg": b"OggS" + b"\0" * 20,
    "A.PDF": b"%PDF-1.4\n",
}
PAGE = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\0\x03\0\0\0"
BAD = {
    "a.pdf": PAGE,
    "b.pdf": b"",
    "c.pdf": b"x%PDF-1.7",
    "a.docx": PROGRAM,
    "b.docx": office("xl/workbook.xml"),
    "c.docx": office("word/document.xml")[:40],
    "a.txt": PROGRAM,
    "b.txt": b"\xff\xfe\x00\x00",
    "a.csv": b"PK\x03\x04\x00\x00\x00",
    "a.vtt": PAGE,
    "a.mp4": PAGE,
    "a.mp3": PROGRAM,
    "a.html": PAGE,
    "a.svg": b"<svg/>",
    "a.exe": PROGRAM,
    "a": b"%PDF-1.7",
}


def upload(name: str, content: bytes) -> AcademyDocument:
    return AcademyDocument(title=name, file=SimpleUploadedFile(name, content))


@pytest.mark.parametrize(("name", "content"), GOOD.items(), ids=GOOD)
def test_a_file_that_is_what_it_says_is_taken(name, content, db):
    upload(name, content).full_clean()


@pytest.mark.parametrize(("name", "content"), BAD.items(), ids=BAD)
def test_a_file_that_is_not_what_it_says_is_refused(name, content, db):
    with pytest.raises(ValidationError) as caught:
        upload(name, content).full_clean()
    assert "file" in caught.value.message_dict


def test_a_file_too_large_is_refused(db, settings):
    settings.DOCUMENT_MAX_BYTES = 8
    with pytest.raises(ValidationError) as caught:
        upload("a.pdf", b"%PDF-1.7\n").full_clean()
    assert "larger than" in caught.value.message_dict["file"][0]


def test_the_admin_refuses_a_page_named_as_a_document(client, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_user(is_staff=True, is_superuser=True))
    response = client.post("/staff/documents/add/", {"title": "x", "file": SimpleUploadedFile("x.pdf", PAGE)})
    assert response.status_code == 200
    assert not AcademyDocument.objects.exists()


def test_an_image_needs_a_description(make_picture):
    image = make_picture(description="")
    with pytest.raises(ValidationError) as caught:
        image.full_clean()
    assert "description" in caught.value.message_dict
    assert not AcademyImage._meta.get_field("description").blank


@pytest.fixture
def film(db) -> AcademyDocument:
    return AcademyDocument.objects.create(title="Film", file=ContentFile(bytes(range(100)), name="film.mp4"))


@pytest.mark.parametrize("name", ["a.pdf", "a.vtt", "a.txt"])
def test_a_document_goes_out_as_an_attachment_that_cannot_run(client, db, name):
    document = AcademyDocument.objects.create(title="x", file=ContentFile(GOOD[name], name=name))
    response = client.get(document.url)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("bytes=0-9", range(10)),
        ("bytes=90-", range(90, 100)),
        ("bytes=-5", range(95, 100)),
        ("bytes=98-500", range(98, 100)),
    ],
)
def test_a_part_of_a_film_can_be_asked_for(client, film, asked, given):
    response = client.get(film.url, headers={"range": asked})
    assert (response.status_code, response.content) == (206, bytes(given))
    assert response.headers["Content-Range"] == f"bytes {given[0]}-{given[-1]}/100"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=9-3", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client, film, asked):
    response = client.get(film.url, headers={"range": asked})
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */100")


@pytest.mark.parametrize("asked", ["bytes=a-b", "lines=1-2", "bytes=0-1,3-4"])
def test_a_range_that_we_do_not_understand_gets_the_whole_film(client, film, asked):
    assert client.get(film.url, headers={"range": asked}).status_code == 200


def test_a_part_says_of_which_film_it_is_and_that_no_cache_between_may_keep_it(client, film):
    response = client.get(film.url, headers={"range": "bytes=0-"})
    assert (response.status_code, response.headers["Accept-Ranges"]) == (206, "bytes")
    assert response.headers["Content-Length"] == "100"
    assert response.headers["ETag"] == f'"{film.get_file_hash()}"'
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_the_head_of_a_film_says_its_length_and_sends_nothing(client, film):
    response = client.head(film.url, headers={"range": "bytes=0-9"})
    assert (response.status_code, response.headers["Content-Length"], response.content) == (200, "100", b"")


def test_a_part_is_sent_if_the_film_is_still_the_same(client, film):
    headers = {"range": "bytes=0-9", "if-range": f'"{film.get_file_hash()}"'}
    assert client.get(film.url, headers=headers).status_code == 206


@pytest.mark.parametrize("known", ['"another"', 'W/"weak"', "Sat, 21 Nov 2026 05:00:00 GMT"])
def test_the_whole_film_is_sent_if_it_is_another_now(client, film, known):
    response = client.get(film.url, headers={"range": "bytes=0-9", "if-range": known})
    assert (response.status_code, len(b"".join(response.streaming_content))) == (200, 100)


def test_a_film_that_the_browser_has_is_not_sent_again(client, film):
    assert client.get(film.url, headers={"if-none-match": f'"{film.get_file_hash()}"'}).status_code == 304

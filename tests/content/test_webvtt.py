"""Captions and chapters: what a good file says, and with which line a bad one is refused."""

import io
import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from content.blocks import VideoBlock
from content.film_length import film_length
from content.models import AcademyDocument
from content.transcript import lines_of_text
from content.webvtt import CaptionError, clock, read_captions, read_chapters

GOOD = """WEBVTT - Palpation

NOTE a remark
of two lines

STYLE
::cue { color: white }

first
00:01.000 --> 00:04.000 align:start position:10%,line-left line:-2
<v Rowan>Sink &amp; wait.</v>

00:03.500 --> 01:00:00.250
Two
lines
"""


def test_cues_are_read_with_their_times_names_and_words():
    first, second = read_captions(GOOD.encode())
    assert (first.start, first.end, first.identifier, first.line) == (1.0, 4.0, "first", 10)
    assert first.words == "Rowan: Sink & wait."
    assert (second.end, second.words) == (3600.25, "Two lines")


@pytest.mark.parametrize("change", [lambda text: "﻿" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_other_line_ends_are_taken(change):
    assert len(read_captions(change(GOOD).encode())) == 2


BAD = {
    "no header": ("Captions\n\n00:01.000 --> 00:02.000\nx", 1),
    "a header that only begins so": ("WEBVTTX\n\n00:01.000 --> 00:02.000\nx", 1),
    "no blank line after the header": ("WEBVTT\n00:01.000 --> 00:02.000\nx", 2),
    "no cue": ("WEBVTT\n", 1),
    "a comma in a time": ("WEBVTT\n\n00:01,000 --> 00:02.000\nx", 3),
    "a time without thousandths": ("WEBVTT\n\n00:01 --> 00:02.000\nx", 3),
    "sixty seconds": ("WEBVTT\n\n00:01.000 --> 00:60.000\nx", 3),
    "an end before the start": ("WEBVTT\n\n00:03.000 --> 00:02.000\nx", 3),
    "no end": ("WEBVTT\n\n00:03.000 -->\nx", 3),
    "words without times": ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\nLost words\nmore", 7),
    "a cue that says nothing": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", 3),
    "cues out of order": ("WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny", 6),
    "a name twice": ("WEBVTT\n\na\n00:01.000 --> 00:02.000\nx\n\na\n00:03.000 --> 00:04.000\ny", 7),
    "a setting that is none": ("WEBVTT\n\n00:01.000 --> 00:02.000 colour:red\nx", 3),
    "a setting twice": ("WEBVTT\n\n00:01.000 --> 00:02.000 size:50% size:40%\nx", 3),
    "no blank line between cues": ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:03.000 --> 00:04.000\ny", 5),
    "style after a cue": ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\nSTYLE\n::cue {}", 6),
    "more than an hour": ("WEBVTT\n\n00:01.000 --> 02:00:00.000\nx", 3),
}


@pytest.mark.parametrize(("text", "line"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_its_line(text, line):
    with pytest.raises(CaptionError, match=f"^Line {line}: "):
        read_captions(text.encode())


def test_another_encoding_is_refused_with_its_line():
    with pytest.raises(CaptionError, match=r"Line 4: .*UTF-8"):
        read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\ncaf\xe9".encode("latin-1"))


def test_a_cue_after_the_end_of_the_film_is_refused():
    with pytest.raises(CaptionError, match=r"Line 13: .*1:00"):
        read_captions(GOOD.replace("00:03.500", "01:00.500").replace("01:00:00.250", "01:02.000").encode(), length=50)


def test_chapters_may_not_overlap():
    with pytest.raises(CaptionError, match="Line 13"):
        read_chapters(GOOD.encode())


def test_a_chapter_has_a_title_of_one_line():
    with pytest.raises(CaptionError, match="title of one line"):
        read_chapters(GOOD.replace("00:03.500", "00:04.000").encode())


@given(st.binary(max_size=300))
def test_whatever_bytes_come_the_answer_is_cues_or_a_line(content):
    try:
        assert read_captions(content)
    except CaptionError as error:
        assert error.line >= 1


@given(st.lists(st.integers(0, 3_000_000), min_size=1, max_size=20, unique=True))
def test_what_is_written_by_the_rules_is_read_back(times):
    def stamp(ms: int) -> str:
        return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"

    cues = "\n\n".join(f"{stamp(ms)} --> {stamp(ms + 500)}\nAt {ms}" for ms in sorted(times))
    assert [round(cue.start * 1000) for cue in read_captions(f"WEBVTT\n\n{cues}\n".encode())] == sorted(times)


@pytest.mark.parametrize(("seconds", "words"), [(5.9, "0:05"), (65, "1:05"), (3723, "1:02:03")])
def test_a_time_is_said_as_people_read_it(seconds, words):
    assert clock(seconds) == words


def test_a_transcript_that_says_its_times_is_read_line_by_line():
    first, second = lines_of_text("<p>[0:05] Sink.</p><p>[1:02:03] <b>Hold</b> still.</p>")
    assert (first.start, first.end, first.words) == (5, 3723, "Sink.")
    assert second.words == "Hold still."


def test_a_transcript_of_which_a_paragraph_says_no_time_is_left_as_it_is():
    assert lines_of_text("<p>[0:05] Sink.</p><p>Hold.</p>") == []


# --- Upload and field


def test_a_caption_file_with_a_fault_is_refused_at_upload_with_its_line(db):
    file = SimpleUploadedFile("a.vtt", BAD["cues out of order"][0].encode())
    with pytest.raises(ValidationError) as caught:
        AcademyDocument(title="x", file=file).full_clean()
    assert caught.value.message_dict["file"][0].startswith("Line 6: the cue begins before")


def mp4(seconds: int) -> bytes:
    movie = b"\0" * 12 + struct.pack(">II", 1000, seconds * 1000) + b"\0" * 80
    header = struct.pack(">I4s", len(movie) + 8, b"mvhd") + movie
    return struct.pack(">I4s8s", 16, b"ftyp", b"mp42") + struct.pack(">I4s", len(header) + 8, b"moov") + header


def test_the_length_of_a_film_is_read_from_its_file():
    assert film_length(io.BytesIO(mp4(22))) == 22


@pytest.mark.parametrize("content", [b"", b"\0\0\0\x10ftypmp42", b"\0\0\0\x10ftypmp42\0\0\0\0moov", b"ID3" * 20])
def test_a_film_that_does_not_say_its_length_has_none(content):
    assert film_length(io.BytesIO(content)) is None


@pytest.fixture
def film(db):
    """Return a closure that makes the value of a video block of five seconds."""

    def make(name: str, content: bytes) -> AcademyDocument:
        return AcademyDocument.objects.create(title=name, file=ContentFile(content, name=name))

    def value(**texts: str) -> dict:
        texts = {"captions": "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n"} | texts
        files = {name: make(f"{name}.vtt", text.encode()).pk for name, text in texts.items()}
        return {"title": "Film", "file": make("film.mp4", mp4(5)).pk, "transcript": ""} | files

    return value


def test_captions_of_another_film_are_refused_at_the_field(film):
    block = VideoBlock()
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(film(captions="WEBVTT\n\n01:01.000 --> 01:02.000\nx\n")))
    assert "Line 3" in caught.value.block_errors["captions"].messages[0]


def test_chapters_that_overlap_are_refused_at_the_field(film):
    block = VideoBlock()
    chapters = "WEBVTT\n\n00:00.000 --> 00:03.000\nA\n\n00:02.000 --> 00:04.000\nB\n"
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(film(chapters=chapters)))
    assert list(caught.value.block_errors) == ["chapters"]


def test_a_film_without_a_transcript_shows_its_captions_as_one(film):
    block = VideoBlock()
    value = block.clean(block.to_python(film()))
    html = block.render(value)
    assert '<li data-from="1.000" data-to="2.000">' in html and "0:01" in html

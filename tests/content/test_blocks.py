"""Each block says what it is to the editor, shows itself to the reader, and refuses what would shut a reader out."""

import re

import pytest
from wagtail.blocks import StructBlockValidationError

from content.blocks import BODY_BLOCKS
from content.models import AcademyImage
from content.services.pictures import make_pictures

BLOCKS = dict(BODY_BLOCKS)


def show(name: str, raw) -> str:
    block = BLOCKS[name]
    return str(block.render(block.to_python(raw)))


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_describes_itself_to_the_editor(name):
    meta = BLOCKS[name].meta
    assert meta.icon != "placeholder"
    assert meta.template and meta.group and meta.description and meta.preview_value is not None
    assert BLOCKS[name].__class__.__doc__


@pytest.mark.parametrize("name", BLOCKS)
def test_the_preview_of_a_block_can_be_drawn(name, db):
    block = BLOCKS[name]
    assert str(block.render(block.get_preview_value())).strip()


def test_an_anchor_stays_when_the_heading_is_reworded():
    block = BLOCKS["heading"]
    first = block.clean(block.to_python({"text": "What it is", "level": "2"}))
    first["text"] = "What it really is"
    assert 'id="what-it-is"' in block.render(block.clean(first))


def test_a_figure_needs_words_or_the_mark_decorative(make_picture):
    block = BLOCKS["figure"]
    raw = {"image": {"image": make_picture().pk, "alt_text": "", "decorative": False}, "caption": "", "credit": ""}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(raw))
    raw["image"]["decorative"] = True
    block.clean(block.to_python(raw))


def test_a_figure_comes_in_two_formats_and_three_sizes_and_keeps_its_place(make_picture):
    picture = make_picture()
    AcademyImage.objects.update(line_art=False)
    make_pictures(wanted=[(picture.pk, "figure")])
    raw = {
        "image": {"image": picture.pk, "alt_text": "A hand", "decorative": False},
        "caption": "C",
        "credit": "D",
    }
    html = show("figure", raw)
    assert html.count(".avif") == 3 and 'type="image/avif"' in html
    assert re.search(r'alt="A hand"', html) and re.search(r'width="\d+"', html) and re.search(r'height="\d+"', html)


def test_a_video_needs_captions(make_document):
    block = BLOCKS["video"]
    raw = {"title": "T", "file": make_document("a.mp4").pk, "captions": None, "transcript": ""}
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(raw))
    assert set(caught.value.block_errors) == {"captions"}


def test_a_video_takes_no_other_file(make_document):
    block = BLOCKS["video"]
    raw = {"title": "T", "file": make_document("a.pdf").pk, "captions": make_document("a.vtt").pk, "transcript": ""}
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(raw))
    assert set(caught.value.block_errors) == {"file"}


def test_a_video_has_a_captions_track_and_a_transcript_that_opens(make_document):
    raw = {"title": "T", "file": make_document("a.mp4").pk, "captions": make_document("a.vtt").pk}
    html = show("video", raw | {"transcript": "<p>Place the thumb.</p>"})
    assert '<track kind="captions"' in html and "<details" in html and "Place the thumb." in html


def test_a_table_has_a_caption_and_headings_both_ways():
    table = {
        "columns": [{"type": "text", "heading": "Muscle"}, {"type": "rich_text", "heading": "Refers to"}],
        "rows": [{"values": ["Trapezius", "<p>Temple</p>"]}],
        "caption": "",
    }
    html = show("table", {"caption": "Patterns", "row_headings": True, "table": table})
    assert "<caption>Patterns</caption>" in html
    assert '<th scope="col">Muscle</th>' in html and '<th scope="row">Trapezius</th>' in html


def test_a_download_says_its_type_and_size(make_document):
    html = show("downloads", {"title": "T", "documents": [make_document("sheet.pdf").pk]})
    assert "PDF, 2.0\xa0KB" in html


def test_a_reference_leads_to_its_doi():
    entry = {"text": "Example A. (2024).", "doi": "10.1000/182", "url": ""}
    assert 'href="https://doi.org/10.1000/182"' in show("references", {"entries": [entry]})

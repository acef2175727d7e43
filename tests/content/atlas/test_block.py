"""The atlas figure in a body: from a source file, in the editor, on a page, and its price."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.blocks import AtlasFigureBlock
from content.source import SourceError, read_source
from content.source_blocks import stream_of

HEAD = "---\ntitle: T\n---\nProse.\n\n"


@pytest.fixture
def body_of(tmp_path):
    """Return a closure ``body_of(fence) -> StreamValue`` of a file with that fence."""

    def read(fence: str):
        file = tmp_path / "lesson.md"
        file.write_text(HEAD + fence, encoding="utf-8")
        return stream_of(read_source(file))

    return read


@pytest.fixture
def soleus(make_muscle, make_region):
    return make_muscle("soleus", [make_region("calf")])


def test_a_fence_becomes_a_figure(soleus, body_of):
    figure = body_of('::: atlas_figure "Mind the heel"\nmuscles: [soleus]\nshow: [muscles]\n:::\n')[1].value
    assert [muscle.key for muscle in figure["muscles"]] == ["soleus"]
    assert (figure["show"], figure["caption"]) == (["muscles"], "Mind the heel")


def test_a_fence_may_name_regions_alone(soleus, body_of):
    figure = body_of('::: atlas_figure "Here"\nregions: [calf]\n:::\n')[1].value
    assert [region.key for region in figure["regions"]] == ["calf"]


@pytest.mark.parametrize(
    ("fields", "line", "message"),
    [
        ("muscles: [nothing]", 6, "there is no muscle “nothing”"),
        ("regions: [nowhere]", 6, "there is no body region “nowhere”"),
        ("muscles: soleus", 7, "muscles: a list is wanted"),
        ("muscels: [soleus]", 7, "muscels: is not known here; there are: muscles, regions, show"),
        ("muscles: [soleus]\nshow: [bones]", 8, "show: an atlas figure cannot show bones"),
        ("muscles: [", 7, "this is not YAML"),
        ("show: [muscles]", 6, "Choose a muscle or a region"),
        ("", 6, "names and values"),
    ],
)
def test_a_fault_is_named_with_file_line_and_field(soleus, body_of, fields, line, message):
    with pytest.raises(SourceError, match=rf"^lesson\.md:{line}: .*{message}"):
        body_of(f'::: atlas_figure "Here"\n{fields}\n:::\n')


def test_the_editor_must_choose_something(db):
    block = AtlasFigureBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"muscles": [], "regions": [], "show": [], "caption": ""}))


def test_a_page_shows_the_figure_with_its_caption_and_leads_to_the_muscle(client, atlas_page, make_page, soleus):
    page = make_page(body=[("atlas_figure", figure_of(soleus, caption="Mind the heel"))])
    html = client.get(page.url).content.decode()
    assert "<body-map" in html
    assert "Mind the heel" in html
    assert 'href="/atlas/soleus/"' in html


def test_a_muscle_that_was_taken_down_leaves_no_hole(client, atlas_page, make_page, soleus):
    page = make_page(body=[("atlas_figure", figure_of(soleus))])
    soleus.unpublish()
    assert client.get(page.url).status_code == 200


def test_thirty_figures_cost_as_many_queries_as_one(client, atlas_page, make_page, make_muscle, make_region):
    muscles = [make_muscle(f"muscle{n}", [make_region(f"region{n}")]) for n in range(30)]
    one = make_page("One", body=[("atlas_figure", figure_of(muscles[0]))])
    many = make_page("Many", body=[("atlas_figure", figure_of(muscle)) for muscle in muscles])
    client.get(one.url)
    counts = []
    for page in (one, many):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def figure_of(muscle, caption: str = ""):
    return {"muscles": [muscle], "regions": [], "show": ["muscles", "points", "referral"], "caption": caption}

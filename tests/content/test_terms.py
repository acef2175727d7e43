"""Terms of the glossary in running text: explained once, never a bracket, plain words wherever nobody can press."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from content.contents import words_of
from content.models import GlossaryTerm
from content.structured_data import faq_page
from content.terms import mark_terms, plain_words


@pytest.fixture
def band(db) -> GlossaryTerm:
    return GlossaryTerm.objects.create(
        key="taut-band", term="taut band", also="TrP band", definition="A strip that feels <firm>."
    )


def test_the_first_occurrence_becomes_a_button_and_its_explanation_follows_once(band):
    html = mark_terms("<p>A [[taut band]], two [[taut band|bands]].</p>")
    assert html.count('class="term"') == 1 and html.count("popover>") == 1
    assert "two bands." in html and "A strip that feels &lt;firm&gt;." in html


def test_other_forms_and_other_letters_lead_to_the_same_entry(band):
    assert 'popovertarget="term-taut-band"' in mark_terms("<p>[[Trp Band|it]]</p>")


def test_an_unknown_term_is_its_own_words(db):
    assert mark_terms("<p>A [[word]] and [[other|others]].</p>") == "<p>A word and others.</p>"


def test_a_draft_explains_nothing(band):
    band.live = False
    band.save()
    assert mark_terms("<p>[[taut band]]</p>") == "<p>taut band</p>"


@pytest.mark.parametrize("tag", ["a", "button", "summary", "label", "legend", "h2", "h3", "caption", "form"])
def test_where_nothing_may_be_pressed_the_words_stay_words(band, tag):
    assert mark_terms(f"<{tag}>a [[taut band]]</{tag}>") == f"<{tag}>a taut band</{tag}>"


def test_an_attribute_holds_no_bracket_and_no_button(band):
    assert mark_terms('<img alt="a [[taut band|band]]">') == '<img alt="a band">'


def test_a_changed_definition_is_seen_at_once(band):
    mark_terms("<p>[[taut band]]</p>")
    band.definition = "Another."
    band.save()
    assert "Another." in mark_terms("<p>[[taut band]]</p>")


def test_terms_are_read_once_for_all_pages(band):
    mark_terms("<p>[[taut band]]</p>")
    with CaptureQueriesContext(connection) as queries:
        mark_terms("<p>[[taut band]] [[other]] [[third]]</p>")
    assert len(queries) == 0


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="[]|<>", exclude_categories=["C", "Z"]), min_size=1)


@given(WORDS, WORDS, st.text(alphabet="ab <>&", max_size=20))
def test_the_words_of_a_marker_are_what_a_reader_sees(term, words, around):
    assert plain_words(f"{around}[[{term}]]{around}") == f"{around}{term}{around}"
    assert plain_words(f"[[{term}|{words}]]") == words


@pytest.fixture
def page(make_page):
    body = [
        ("heading", {"text": "On [[taut band|bands]]", "level": "2"}),
        ("text", "<p>A [[taut band]] again.</p>"),
        ("accordion", {"entries": [{"title": "A [[taut band]]?", "text": "<p>Yes: [[taut band|one]].</p>"}]}),
        ("callout", {"kind": "tip", "title": "[[taut band]]", "text": "<p>[[taut band]]</p>"}),
    ]
    return make_page(body=body)


def test_no_page_shows_a_bracket(page, client):
    assert "[[" not in client.get(page.url).content.decode()


def test_neither_words_nor_sections_nor_structured_data_hold_a_marker(page):
    assert "[[" not in words_of(page.body) and "A taut band again." in words_of(page.body)
    asked = faq_page([("Q", "<p>A [[taut band|band]].</p>")])
    assert asked["mainEntity"][0]["acceptedAnswer"]["text"] == "A band."


def test_search_shows_no_marker(page, client):
    assert "[[" not in client.get("/search/?q=again").content.decode()

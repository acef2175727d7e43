"""The glossary: every published term, findable, with an address of its own."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import GlossaryPage, GlossaryTerm


@pytest.fixture
def glossary(home):
    return home.add_child(instance=GlossaryPage(title="Glossary", slug="glossary", summary="Words, explained."))


@pytest.fixture
def make_term(db):
    """Return a closure ``make_term("taut band", definition=…) -> GlossaryTerm``, live."""

    def make(term: str = "taut band", **fields) -> GlossaryTerm:
        fields = {"key": term.replace(" ", "_"), "definition": f"What {term} means."} | fields
        return GlossaryTerm.objects.create(term=term, **fields)

    return make


def read(client, **asked) -> str:
    return client.get("/glossary/", asked).content.decode()


def test_each_term_stands_under_its_letter_with_an_address_of_its_own(glossary, make_term, client):
    make_term("taut band", also="taut bands\nMTrP", more="<p>Comfortable people have them.</p>")
    html = read(client)
    assert all(
        words in html for words in ('id="taut-band"', 'href="#letter-t"', "What taut band means.", "Comfortable")
    )
    assert re.search(r"also:\s*MTrP<", html)


def test_a_draft_is_not_in_the_glossary_until_it_is_published(glossary, make_term, client):
    draft = make_term(live=False)
    assert "taut-band" not in read(client)
    draft.save_revision().publish()
    assert 'id="taut-band"' in read(client)


def test_a_page_kept_for_everyone_is_void_once_a_term_is_published(glossary, make_term, client):
    term = make_term()
    assert "no longer" not in read(client)
    term.definition = "It means that no longer."
    term.save_revision().publish()
    assert "no longer" in read(client)


@pytest.mark.parametrize(
    ("query", "found"), [("BAND", ["taut-band"]), ("means firm", ["taut-band"]), ("mtrp", ["trigger-point"]), ("x", [])]
)
def test_the_field_finds_terms_by_name_form_and_definition(glossary, make_term, client, query, found):
    make_term("taut band", definition="It means a firm strip.")
    make_term("trigger point", also="MTrP")
    assert re.findall(r'glossary__entry" id="([\w-]+)', read(client, q=query)) == found


def test_what_was_asked_for_is_shown_as_text(glossary, make_term, client):
    assert "<script>alert" not in read(client, q="<script>alert(1)</script>")


def test_search_engines_learn_every_term_with_its_address(glossary, make_term, client):
    make_term("taut band", also="MTrP")
    things = [json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', read(client), re.DOTALL)]
    (terms,) = [thing for thing in things if thing["@type"] == "DefinedTermSet"]
    assert terms["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "name": "taut band",
            "description": "What taut band means.",
            "url": "http://testserver/glossary/#taut-band",
            "alternateName": ["MTrP"],
        }
    ]


def test_the_glossary_is_in_the_sitemap(glossary, client):
    assert "<loc>http://testserver/glossary/</loc>" in client.get("/sitemap.xml").content.decode()


def test_many_terms_cost_as_many_queries_as_few(glossary, make_term, client, home):
    counts = []
    for size in (1, 2, 20):
        for number in range(size):
            make_term(f"term {size} {number}", more=f'<p>See <a linktype="page" id="{home.pk}">home</a>.</p>')
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            read(client, q="")
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_filter_asks_the_database_for_no_term_again(glossary, make_term, client):
    make_term()
    read(client, q="band")
    with CaptureQueriesContext(connection) as queries:
        read(client, q="taut")
    assert not [query for query in queries if "glossaryterm" in query["sql"]]


@pytest.mark.parametrize(
    ("term", "plural"), [("taut band", "taut bands"), ("biopsy", "biopsies"), ("reflex", "reflexes"), ("day", "days")]
)
def test_a_term_is_known_by_its_simple_plural_too(term, plural):
    assert plural in GlossaryTerm(term=term).forms


def test_the_projects_own_files_are_loaded_once_and_the_second_time_change_nothing(db, capsys):
    for _time in range(2):
        call_command("load_knowledge")
    first, second = (re.findall(r": (\d+) changed", part) for part in _halves(capsys.readouterr().out))
    assert (all(int(count) for count in first), set(second)) == (True, {"0"})


def _halves(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    return "\n".join(lines[: len(lines) // 2]), "\n".join(lines[len(lines) // 2 :])


@pytest.mark.journey
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("width", [390, 1440])
def test_the_glossary_passes_axe_and_fits_the_screen(glossary, make_term, chromium, live_server, width):
    for term in ("taut band", "trigger point", "allodynia"):
        make_term(term, also="another form", more="<p>More about it.</p>")
    page = chromium.new_page(viewport={"width": width, "height": 844})
    for rest in ("", "?q=band", "?q=nothing", "#taut-band"):
        page.goto(f"{live_server.url}/glossary/{rest}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

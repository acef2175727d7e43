"""What stands around every page: menu, footer, cards; and the page types that are mostly words."""

import json

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from content.models import SiteSettings
from content.structured_data import as_json, breadcrumbs, course, faq_page, organisation


def draw(tag: str, path: str = "/", **context) -> str:
    request = RequestFactory().get(path)
    return Template("{% load content_tags %}{% " + tag + " %}").render(Context({"request": request} | context))


def test_the_menu_has_the_pages_that_are_shown_in_menus(make_page):
    make_page("About us", show_in_menus=True)
    make_page("Small print")
    html = draw("main_menu")
    assert "About us" in html and "Small print" not in html


def test_the_menu_leaves_out_what_is_private_or_not_live(make_page):
    PageViewRestriction.objects.create(page=make_page("Private", show_in_menus=True), restriction_type="login")
    make_page("Draft", show_in_menus=True, live=False)
    assert draw("main_menu").strip() == ""


def test_the_menu_marks_where_one_is(make_page):
    page = make_page("About us", show_in_menus=True, slug="about")
    assert 'aria-current="page"' in draw("main_menu", page.url)
    assert 'aria-current="true"' in draw("main_menu", f"{page.url}more/")
    assert "aria-current" not in draw("main_menu", "/other/")


@pytest.mark.parametrize("tag", ["main_menu", "footer", "social_cards page"])
def test_what_stands_around_a_page_is_read_once(make_page, tag):
    page = make_page("About us", show_in_menus=True)
    draw(tag, page=page)
    with CaptureQueriesContext(connection) as queries:
        draw(tag, page=page)
    assert len(queries) == 0


@pytest.mark.parametrize(
    "tag", ["main_menu", "footer", "social_cards page", "structured_data page", "social_cards", "structured_data"]
)
def test_what_stands_around_a_page_is_drawn_without_request_site_or_page(db, tag):
    Template("{% load content_tags %}{% " + tag + " %}").render(Context({}))


def test_the_footer_says_what_the_settings_say(home):
    own = SiteSettings.for_site(home.get_site())
    own.legal_line = "Registered in an example"
    link = {"text": "Terms", "page": None, "address": "/terms/"}
    own.footer_columns = json.dumps([{"type": "column", "value": {"title": "More", "links": [link]}}])
    own.save()
    html = draw("footer")
    assert "Registered in an example" in html and '<a href="/terms/">Terms</a>' in html


def test_a_long_page_shows_its_contents_and_a_short_one_does_not(client, make_page):
    headings = [("heading", {"text": f"Part {number}", "level": "2", "anchor": ""}) for number in range(3)]
    assert 'href="#part-2"' in client.get(make_page("Long", body=headings).url).content.decode()
    assert 'href="#part-0"' not in client.get(make_page("Short", body=headings[:2]).url).content.decode()


def test_a_shared_page_without_a_picture_gets_that_of_the_academy(home, make_page, make_picture):
    own = SiteSettings.for_site(home.get_site())
    own.default_social_image = make_picture(description="The academy")
    own.save()
    assert 'content="The academy"' in draw("social_cards page", page=make_page())


def test_a_step_is_not_for_search_engines(make_course):
    from courses.models import LessonPage

    lesson = LessonPage.objects.descendant_of(make_course()).first()
    assert '<meta name="robots" content="noindex">' in draw("social_cards page", page=lesson)


@given(st.text())
def test_no_text_leaves_the_script_element(text):
    written = as_json({"name": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": text}


def test_questions_are_described_by_their_words():
    described = faq_page([("How long?", "<p>Nine <b>months</b>.</p>")])
    assert described["mainEntity"][0]["acceptedAnswer"]["text"] == "Nine months."


def test_a_course_is_described_with_provider_price_and_hours():
    described = course(name="NMT", description="d", url="http://x/", provider="Academy", price=120, hours=40)
    assert described["offers"][0]["price"] == "120"
    assert described["hasCourseInstance"][0]["courseWorkload"] == "PT40H"
    assert described["provider"]["name"] == "Academy"


def test_a_trail_is_described_by_absolute_addresses():
    described = breadcrumbs([("Home", "/"), ("About", "/about/")])
    assert described["itemListElement"][1] == {
        "@type": "ListItem",
        "position": 2,
        "name": "About",
        "item": "http://testserver/about/",
    }


def test_what_is_not_known_is_not_said():
    assert "email" not in organisation(name="Academy")


def test_the_preview_of_a_page_may_be_framed_by_the_admin_only(client, make_page, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    page = make_page()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    page.save_revision()
    response = client.get(f"/staff/pages/{page.pk}/view_draft/")
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get(page.url).headers["Content-Security-Policy"]

"""Search: what is found, how it is counted and shown, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from courses.models import LessonPage


@pytest.fixture
def find(client, home):
    """Return a closure ``find(query, **params) -> html`` and index what the test has made."""

    def get(query: str, **params) -> str:
        response = client.get("/search/", {"q": query} | params)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_an_article_is_found_by_a_word_of_its_body(find, make_article):
    make_article("On pressure", body=[("text", "<p>The infraspinatus refers to the front.</p>")])
    assert "On pressure" in find("infraspinatus")


def test_the_words_sought_are_marked(find, make_article):
    make_article("On pressure", body=[("text", "<p>The infraspinatus refers to the front.</p>")])
    assert "<mark>infraspinatus</mark>" in find("infraspinatus")


def test_all_words_must_be_there(find, make_article):
    make_article("Pressure and time")
    assert "Pressure and time" not in find("pressure zebra")


def test_lessons_are_not_found_and_not_counted(find, make_course, make_article):
    course = make_course()
    LessonPage.objects.descendant_of(course).first().save()
    make_article("Lesson planning")
    assert "One page has" in find("lesson")


def test_a_restricted_page_is_not_found(find, make_article):
    article = make_article("Secret matters")
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert "Nothing has" in find("secret")


def test_hits_can_be_narrowed_to_a_kind(find, make_article, make_page):
    make_article("Trapezius in pictures")
    make_page("Trapezius for visitors")
    html = find("trapezius", kind="content.articlepage")
    assert "in pictures" in html and "for visitors" not in html
    assert "2 pages have" in html


def test_an_unknown_kind_is_ignored(find, make_article):
    make_article("Trapezius in pictures")
    assert "in pictures" in html if (html := find("trapezius", kind="auth.user")) else False


def test_an_empty_search_shows_the_field_only(client, home):
    html = client.get("/search/").content.decode()
    assert 'name="q"' in html and "Nothing has" not in html


@pytest.mark.parametrize(
    "query", ['"', "a OR", "NEAR(x", "*", "'; DROP TABLE x", "%", "(", "a" * 5000, "\x00", "<script>", "é 痛み", "-"]
)
def test_no_query_breaks_the_search_or_the_page(find, make_article, query):
    make_article()
    assert "<script>" not in find(query).split("<main")[1]


def test_a_long_list_has_pages(find, make_article):
    for number in range(12):
        make_article(f"Trapezius {number}")
    assert "Page 2 of 2" in find("trapezius", page=2)
    assert "12 pages have" in find("trapezius")


def test_a_search_costs_the_same_queries_for_few_and_many(client, make_article):
    make_article("Trapezius one")
    client.get("/search/?q=trapezius")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/?q=trapezius")
        return len(queries)

    few = cost()
    for number in range(9):
        make_article(f"Trapezius {number}")
    client.get("/search/?q=trapezius")
    assert cost() == few

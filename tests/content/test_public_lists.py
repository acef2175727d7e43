"""Only what everyone may read is found: in search, sitemap, feeds and on the front page."""

import pytest
from django.test import override_settings
from wagtail.models import Page, PageViewRestriction

from content.public import public_pages
from courses.models import LessonPage


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def lesson(make_course):
    return LessonPage.objects.descendant_of(make_course()).first()


def listed(page) -> bool:
    return public_pages().filter(pk=page.pk).exists()


def test_a_lesson_is_listed_nowhere(lesson):
    assert not listed(lesson)


def test_a_lesson_that_is_a_free_preview_is_listed(lesson):
    LessonPage.objects.filter(pk=lesson.pk).update(free_preview=True)
    assert listed(lesson)


def test_a_page_below_a_restricted_one_is_not_listed(make_article, article_index):
    article = make_article()
    restrict(article_index)
    assert not listed(article)


def test_a_page_taken_down_is_not_listed(make_article):
    article = make_article()
    article.unpublish()
    assert not listed(article)


def test_the_root_of_the_tree_is_not_listed(home):
    assert not listed(Page.objects.get(depth=1))


def test_the_sitemap_has_articles_and_courses_by_their_public_address(client, make_article, make_course):
    article, course = make_article(), make_course()
    with override_settings(PUBLIC_URL="https://academy.example"):
        xml = client.get("/sitemap.xml").content.decode()
    assert f"<loc>https://academy.example/articles/{article.slug}/</loc>" in xml
    assert f"<loc>https://academy.example/courses/{course.slug}/</loc>" in xml


def test_the_sitemap_has_no_step_and_nothing_restricted(client, lesson, make_article):
    article = make_article()
    restrict(article)
    xml = client.get("/sitemap.xml").content.decode()
    assert lesson.slug not in xml
    assert article.slug not in xml


def test_robots_are_told_what_is_closed_and_where_the_sitemap_is(client, db):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /staff/\n" in text and "Disallow: /learn/\n" in text and "Disallow: /accounts/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


@pytest.mark.parametrize("path", ["/feeds/articles.rss", "/feeds/articles.atom"])
def test_a_feed_has_the_articles_by_absolute_addresses_and_no_lesson(client, make_article, lesson, path):
    article = make_article("Why a point refers pain", summary="In short.")
    xml = client.get(path).content.decode()
    assert f"http://testserver/articles/{article.slug}/" in xml
    assert "In short." in xml
    assert lesson.slug not in xml


@pytest.mark.parametrize("path", ["/feeds/articles.rss", "/feeds/articles.atom", "/sitemap.xml"])
def test_a_feed_costs_the_same_queries_for_few_and_many(client, make_article, path, django_assert_max_num_queries):
    for _number in range(8):
        make_article()
    with django_assert_max_num_queries(12):
        client.get(path)

"""One copy of a public page for all who are not signed in: never for anyone else, never longer than it is true."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from content.models import Category, SiteSettings


def queries_of(client, path: str, **headers) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(path, **headers)
    return len(queries)


@pytest.fixture
def article(make_article):
    return make_article("First words")


@pytest.mark.parametrize("path", ["/", "/articles/", "/sitemap.xml", "/feeds/articles.rss"])
def test_a_kept_page_needs_no_query(client, article, path):
    client.get(path)
    assert queries_of(client, path) == 0


def test_what_is_published_is_seen_at_once(client, article):
    client.get(article.url)
    article.title = "Second words"
    article.save_revision().publish()
    assert "Second words" in client.get(article.url).content.decode()


def test_a_draft_does_not_void_what_is_kept(client, article):
    client.get(article.url)
    article.title = "Not yet"
    article.save_revision()
    assert queries_of(client, article.url) == 0


def test_a_page_taken_down_is_gone_at_once(client, article):
    client.get(article.url)
    article.unpublish()
    assert client.get(article.url).status_code == 404


def test_a_page_deleted_is_gone_at_once(client, article):
    client.get(article.url)
    article.delete()
    assert client.get(article.url).status_code == 404


def test_a_page_made_private_is_closed_at_once(client, article):
    client.get(article.url)
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(article.url).status_code == 302


def test_a_change_of_settings_is_seen_at_once(client, home):
    client.get("/")
    own = SiteSettings.for_site(home.get_site())
    own.legal_line = "Registered somewhere"
    own.save()
    assert "Registered somewhere" in client.get("/").content.decode()


def test_a_snippet_renamed_is_seen_at_once(client, make_article, category):
    article = make_article(category=category)
    client.get(article.url)
    Category.objects.get(pk=category.pk).delete()
    assert "Evidence" not in client.get(article.url).content.decode()


def test_who_is_signed_in_is_never_given_the_kept_copy(client, article, make_user):
    client.get(article.url)
    client.force_login(make_user(preferred_name="Zora"))
    assert "Zora" in client.get(article.url).content.decode()


def test_what_the_signed_in_see_is_never_kept_for_others(client, article, make_user):
    known = Client()
    known.force_login(make_user(preferred_name="Zora"))
    known.get(article.url)
    assert "Zora" not in client.get(article.url).content.decode()


def test_a_browser_that_has_the_page_is_told_so(client, article):
    etag = client.get(article.url).headers["ETag"]
    response = client.get(article.url, headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert response.content == b""


def test_a_kept_page_carries_the_policy_it_was_made_with_and_no_nonce(client, article):
    fresh = client.get(article.url)
    kept = client.get(article.url)
    assert kept.headers["Content-Security-Policy"] == fresh.headers["Content-Security-Policy"]
    assert "nonce-" not in kept.headers["Content-Security-Policy"]
    assert "nonce=" not in kept.content.decode()


def test_a_kept_page_is_the_same_page(client, article):
    fresh, kept = client.get(article.url), client.get(article.url)
    assert fresh.content == kept.content
    assert dict(fresh.items()) == dict(kept.items())


def test_a_host_gets_its_own_copy(client, article):
    client.get(article.url, headers={"host": "localhost"})
    assert queries_of(client, article.url) > 0


@pytest.mark.parametrize("query", ["?page=2", "?category=x"])
def test_a_query_gets_its_own_copy(client, article, query):
    client.get("/articles/")
    assert queries_of(client, f"/articles/{query}") > 0


def test_a_query_that_no_list_knows_is_not_kept(client, article):
    client.get("/articles/?utm=1")
    assert queries_of(client, "/articles/?utm=1") > 0


@pytest.mark.parametrize("path", ["/search/?q=words", "/accounts/login/", "/nothing/"])
def test_what_is_not_marked_public_is_not_kept(client, article, path):
    assert "ETag" not in client.get(path).headers


def test_a_page_asked_for_by_post_is_not_answered_from_the_copy(client, article):
    client.get(article.url)
    with CaptureQueriesContext(connection) as queries:
        client.post(article.url)
    assert len(queries) > 0

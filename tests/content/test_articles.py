"""Articles: the list and its filters, one article and what belongs to it, and what both cost."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import ArticlePage, Author


@pytest.fixture
def cost(client, make_user):
    """Return a closure ``cost(path) -> int``: queries of the page for someone signed in, all caches warm."""

    def count(path: str) -> int:
        client.force_login(reader)
        client.get(path)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    reader = make_user()
    return count


def test_the_newest_article_stands_first(client, make_article):
    make_article("Older", published_on="2025-01-01")
    make_article("Newer", published_on="2025-06-01")
    html = client.get("/articles/").content.decode()
    assert html.index("Newer") < html.index("Older")


def test_the_list_can_be_narrowed_to_a_category(client, make_article, category):
    make_article("Filed", category=category)
    make_article("Loose")
    html = client.get("/articles/?category=evidence").content.decode()
    assert "Filed" in html and "Loose" not in html


def test_the_list_can_be_narrowed_to_a_tag(client, make_article):
    make_article("Tagged one", tags=["Shoulder"])
    make_article("Loose")
    html = client.get("/articles/?tag=shoulder").content.decode()
    assert "Tagged one" in html and "Loose" not in html


def test_nothing_under_a_category_is_said_in_words(client, make_article):
    make_article()
    assert "No articles here yet" in client.get("/articles/?category=nothing").content.decode()


@pytest.mark.parametrize("page", ["2", "99", "x", "-1"])
def test_any_page_number_gives_a_page(client, make_article, page):
    for _number in range(13):
        make_article()
    assert client.get(f"/articles/?page={page}").status_code == 200


def test_related_articles_share_most_tags(make_article):
    article = make_article(tags=["Shoulder", "Evidence"])
    both = make_article("Both", tags=["Shoulder", "Evidence"], published_on="2020-01-01")
    one = make_article("One", tags=["Shoulder"])
    make_article("None", tags=["Foot"])
    assert article.related() == [both, one]


def test_a_lead_image_needs_its_words(make_article, make_picture):
    article = make_article()
    article.lead_image = make_picture()
    with pytest.raises(ValidationError) as caught:
        article.full_clean()
    assert "lead_image_alt" in caught.value.message_dict


def test_an_article_shows_author_tags_and_reading_time(client, make_article):
    author = Author.objects.create(name="Ada Example", role="Tutor", about="<p>Writes.</p>")
    article = make_article(author=author, tags=["Shoulder"], body=[("text", f"<p>{'word ' * 500}</p>")])
    html = client.get(article.url).content.decode()
    assert "Ada Example" in html and "Shoulder" in html and "3 minutes’ read" in html


def test_an_article_is_described_for_search_engines(client, make_article):
    article = make_article("Why </script> & “quotes” matter", author=Author.objects.create(name="Ada Example"))
    html = client.get(article.url).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    described = json.loads(blocks[0])
    assert described["headline"] == article.title
    assert described["url"] == f"http://testserver/articles/{article.slug}/"
    assert described["author"]["name"] == "Ada Example"


def test_an_article_has_a_social_card_with_its_picture(client, make_article, make_picture):
    article = make_article(lead_image=make_picture(), lead_image_alt="A hand", summary="In short.")
    html = client.get(article.url).content.decode()
    assert f'<meta property="og:url" content="http://testserver/articles/{article.slug}/">' in html
    assert re.search(r'<meta property="og:image" content="http://testserver/media/images/[^"]+\.jpg">', html)
    assert '<meta property="og:image:width" content="1200">' in html


def test_the_list_costs_the_same_queries_for_few_and_many(make_article, make_picture, category, cost):
    def some(number: int) -> None:
        for _number in range(number):
            author = Author.objects.create(name="Ada Example")
            make_article(lead_image=make_picture(), lead_image_alt="x", category=category, author=author, tags=["a"])

    some(2)
    few = cost("/articles/")
    some(8)
    assert cost("/articles/") == few


def test_the_home_page_costs_the_same_queries_for_few_and_many(home, make_article, make_picture, make_course, cost):
    def put_forward(number: int) -> None:
        courses = [make_course() for _number in range(number)]
        articles = [make_article(lead_image=make_picture(), lead_image_alt="x") for _number in range(number)]
        home.featured = [("page", page) for page in courses]
        home.featured_articles = [("article", page) for page in articles]
        home.save_revision().publish()

    put_forward(1)
    few = cost("/")
    put_forward(3)
    assert cost("/") == few


def test_an_article_costs_the_same_queries_for_few_and_many_related(make_article, make_picture, cost):
    article = make_article(tags=["a", "b"])
    make_article(tags=["a"], lead_image=make_picture(), lead_image_alt="x")
    few = cost(article.url)
    for _number in range(6):
        make_article(tags=["a"], lead_image=make_picture(), lead_image_alt="x")
    assert cost(article.url) == few
    assert ArticlePage.objects.count() == 8

"""Closures that make what staff publish: pictures, articles, pages."""

import itertools
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Pillow

from content.models import AcademyDocument, AcademyImage, ArticleIndexPage, ArticlePage, Category, StandardPage

COUNTER = itertools.count(1)


@pytest.fixture
def make_picture(db):
    """Return a closure ``make_picture(title=…) -> AcademyImage`` with a real file of 1600 × 900."""

    def make(title: str = "A shoulder", **fields) -> AcademyImage:
        number = next(COUNTER)
        buffer = BytesIO()
        Pillow.new("RGB", (1600, 900), (number * 37 % 255, 90, 120)).save(buffer, "PNG")
        file = ImageFile(BytesIO(buffer.getvalue()), name=f"picture-{number}.png")
        return AcademyImage.objects.create(title=title, file=file, **{"description": "A hand on a shoulder"} | fields)

    return make


@pytest.fixture
def make_document(db):
    """Return a closure ``make_document(name) -> AcademyDocument``."""

    def make(name: str) -> AcademyDocument:
        return AcademyDocument.objects.create(title=name, file=ContentFile(b"x" * 2048, name=name), file_size=2048)

    return make


@pytest.fixture
def article_index(home) -> ArticleIndexPage:
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles", show_in_menus=True))


@pytest.fixture
def make_article(article_index):
    """Return a closure ``make_article(title=…, tags=[…], **fields) -> ArticlePage``, live."""

    def make(title: str = "", tags=(), **fields) -> ArticlePage:
        number = next(COUNTER)
        body = [("text", "<p>Pressure that eases after a minute says little on its own.</p>")]
        fields = {"title": title or f"Article {number}", "slug": f"article-{number}", "body": body} | fields
        article = ArticlePage(**fields)
        article_index.add_child(instance=article)
        article.tags.add(*tags)
        article.save()
        article.save_revision().publish()
        return ArticlePage.objects.get(pk=article.pk)

    return make


@pytest.fixture
def make_page(home):
    """Return a closure ``make_page(title, body=[…]) -> StandardPage``, live."""

    def make(title: str = "About us", **fields) -> StandardPage:
        fields = {"slug": f"page-{next(COUNTER)}", "body": [("text", "<p>Words about us.</p>")]} | fields
        return home.add_child(instance=StandardPage(title=title, **fields))

    return make


@pytest.fixture
def category(db) -> Category:
    return Category.objects.create(name="Evidence", slug="evidence")

"""Finding public pages: the query, the types found, and the words around a hit."""

import re
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Page

from content.contents import words_of
from content.public import public_pages

LONGEST = 100
MOST_WORDS = 8
PER_PAGE = 10
AROUND = 110


@dataclass(frozen=True)
class Kind:
    """A page type among the hits: its key, its name and how many there are."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class Found:
    """The answer to a search: hits of one page of the list, and how many of which type."""

    query: str
    total: int
    kinds: list[Kind]
    kind: str
    page_obj: PageOfList


@dataclass(frozen=True)
class Hit:
    """A page that was found, with the words sought marked."""

    page: Page
    kind: str
    title: SafeString
    excerpt: SafeString


def tidy(query: str) -> str:
    """Return ``query`` without control characters, at most 100 characters and eight words long."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", query)[:LONGEST].split()[:MOST_WORDS])


def search_pages(*, query: str, kind: str = "", number: str | None = None) -> Found:
    """Search the public pages for all words of ``query``; ``kind``: a page type’s key."""
    words = plain_words(query)
    if not words:
        return Found(query, 0, [], "", Paginator([], PER_PAGE).get_page(1))
    everything = public_pages().search(words, operator="and")
    kinds = _kinds_of(everything.facet("content_type_id"))
    chosen = next((found for found in kinds if found.key == kind), None)
    hits = everything if chosen is None else _of_kind(kind).search(words, operator="and")
    total = sum(found.count for found in kinds)
    page_obj = Paginator(hits, PER_PAGE).get_page(number)
    page_obj.object_list = [_hit(page, query) for page in _specific(list(page_obj.object_list))]
    return Found(query, total, kinds, chosen.key if chosen else "", page_obj)


def mark_words(text: str, query: str) -> SafeString:
    """Return ``text``, escaped, with each word of ``query`` in a ``mark`` element."""
    parts = re.split(_pattern(query), text) if query else [text]
    return format_html_join("", "{}", ((_marked(part) if odd % 2 else part,) for odd, part in enumerate(parts)))


def plain_words(query: str) -> str:
    """Return the words of ``query`` without signs, which the databases' own search languages would read."""
    return " ".join(re.findall(r"\w+", query))


def has_words(text: str, query: str) -> bool:
    """Whether ``text`` has any word of ``query``, or a word that begins with one."""
    return bool(re.search(_pattern(query), text))


def excerpt(text: str, query: str) -> str:
    """Return some 200 characters of ``text`` around the first word that was sought."""
    hit = re.search(_pattern(query), text)
    middle = hit.start() if hit else 0
    start, end = max(0, middle - AROUND), middle + AROUND
    start = text.find(" ", start) + 1 if start else 0
    end = len(text) if end >= len(text) else max(text.rfind(" ", start, end), start)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _of_kind(kind: str):
    app_label, model = kind.split(".")
    return public_pages(Page.objects.filter(content_type=ContentType.objects.get_by_natural_key(app_label, model)))


def _kinds_of(facet: dict[int, int]) -> list[Kind]:
    types = ContentType.objects.get_for_id
    return [
        Kind(f"{types(key).app_label}.{types(key).model}", _name(types(key)), count) for key, count in facet.items()
    ]


def _name(content_type: ContentType) -> str:
    model = content_type.model_class() or Page
    return str(getattr(model, "search_kind", "") or model._meta.verbose_name_plural).capitalize()


def _specific(pages: list[Page]) -> list[Page]:
    """Return the pages as what they are, in one query a type, in the order of the hits."""
    keys = [page.pk for page in pages]
    found = Page.objects.filter(pk__in=keys).specific().in_bulk()
    return [found[key] for key in keys if key in found]


def _hit(page: Page, query: str) -> Hit:
    body = getattr(page, "body", None)
    text = words_of(body) if isinstance(body, StreamValue) else ""
    summary = getattr(page, "summary", "") or page.search_description
    words = summary if summary and (not text or has_words(summary, query)) else excerpt(text, query)
    return Hit(page, _name(page.cached_content_type), mark_words(page.title, query), mark_words(words, query))


def _pattern(query: str) -> re.Pattern[str]:
    words = sorted({re.escape(word) for word in re.findall(r"\w+", query)}, key=len, reverse=True)
    return re.compile(rf"\b((?:{'|'.join(words) or '(?!)'})\w*)", re.IGNORECASE)


def _marked(text: str) -> SafeString:
    return mark_safe(f"<mark>{escape(text)}</mark>")  # noqa: S308 - escaped here

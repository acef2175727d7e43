"""The demo's public site: settings, menus, home, standard pages, articles and the contact page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from content.models import (
    ArticleIndexPage,
    ArticlePage,
    AtlasPage,
    Author,
    Category,
    ContactPage,
    GlossaryPage,
    HomePage,
    SiteSettings,
    StandardPage,
)
from content.services.pages import keep_page
from content.source import read_source
from content.source_blocks import render_markdown, stream_of
from courses.models import CourseIndexPage

from .pages import DATA, body_of, keep_image, read_yaml

SITE = DATA / "site"
MENU = ("about-the-academy",)


def keep_site(say: Callable[[str], None]) -> HomePage:
    """Make the home page the root of the default site and bring its particulars up to date; return it."""
    data = read_yaml(SITE / "home.yaml")
    root = Page.objects.get(depth=1)
    home = HomePage.objects.child_of(root).first()
    if home is None:
        root.get_children().delete()
        home = Page.objects.get(depth=1).add_child(instance=HomePage(title=data["title"], slug="academy"))
    address = urlsplit(settings.PUBLIC_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname, "port": address.port or 80, "root_page": home, "site_name": data["title"]
        },
    )  # fmt: skip
    say("site settings and footer")
    keep_settings()
    return home


def keep_settings() -> None:
    """Bring name, contact and footer to what the file says."""
    data = read_yaml(SITE / "settings.yaml")
    own = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for name in ("academy_name", "strapline", "contact_email", "postal_address", "legal_line"):
        setattr(own, name, data[name].strip())
    own.footer_columns = [
        ("column", {"title": column["title"], "links": [link_of(link) for link in column["links"]]})
        for column in data["footer_columns"]
    ]
    own.save()


def link_of(link: dict[str, str]) -> dict[str, Any]:
    """Return a link of a file as the block's value."""
    return {"text": link["label"], "address": link["url"], "page": None}


def keep_home(home: HomePage, featured: list[Page]) -> None:
    """Fill the front door; ``featured`` are the courses that it puts forward."""
    data = read_yaml(SITE / "home.yaml")
    hero = data["hero"]
    values = {
        "title": data["title"],
        "seo_title": data["seo_title"],
        "summary": data["summary"].strip(),
        "hero_eyebrow": hero["eyebrow"],
        "hero_title": hero["title"],
        "hero_lead": render_markdown(hero["lead"]),
        "hero_image": keep_image(SITE / "images" / hero["image"], "Home", hero["image_alt"].strip()),
        "hero_image_alt": hero["image_alt"].strip(),
        "actions": [("action", link_of(action) | {"kind": action["style"]}) for action in hero["actions"]],
        "featured": [("page", page) for page in featured],
        "body": body_of(data["body"], "home.yaml"),
    }
    keep_page(parent=Page.objects.get(depth=1), page_type=HomePage, slug=home.slug, values=values)


def keep_catalogue(home: HomePage) -> CourseIndexPage:
    """Make the catalogue, first in the menu."""
    values = {
        "title": "Courses",
        "show_in_menus": True,
        "summary": "Courses in neuromuscular massage, from a three-hour CPD course to a Level 4 certificate.",
    }
    return keep_page(parent=home, page_type=CourseIndexPage, slug="courses", values=values)[0]


def keep_atlas(home: HomePage, catalogue: CourseIndexPage) -> AtlasPage:
    """Bring the atlas page to what its file says."""
    data = read_yaml(SITE / "atlas.yaml")
    values = {name: data[name].strip() for name in ("title", "seo_title", "summary", "intro", "pain_intro")}
    values |= {"show_in_menus": True, "offer_page": catalogue}
    return keep_page(parent=home, page_type=AtlasPage, slug="atlas", values=values)[0]


def keep_standard_pages(home: HomePage, say: Callable[[str], None]) -> None:
    """Bring the pages of words to what their files say."""
    files = sorted((SITE / "pages").glob("*.md"), key=lambda file: (file.stem not in MENU, file.stem))
    for file in files:
        source = read_source(file)
        say(f"page: {source.meta['title']}")
        values = {
            "title": source.meta["title"],
            "summary": source.meta["summary"].strip(),
            "lead": source.meta.get("lead", source.meta["summary"]).strip(),
            "show_in_menus": source.meta["slug"] in MENU,
            "body": stream_of(source),
        }
        keep_page(parent=home, page_type=StandardPage, slug=source.meta["slug"], values=values)


def keep_articles(home: HomePage, say: Callable[[str], None]) -> None:
    """Bring authors, categories and articles to what their files say."""
    index = {
        "title": "Articles",
        "show_in_menus": True,
        "search_description": "What research says, and does not say, about trigger points, massage and pain.",
    }
    articles = keep_page(parent=home, page_type=ArticleIndexPage, slug="articles", values=index)[0]
    authors = {entry["key"]: keep_author(entry) for entry in entries_of("authors")}
    categories = {entry["key"]: keep_category(entry) for entry in entries_of("categories")}
    for file in sorted((SITE / "articles").glob("*.md")):
        keep_article(articles, file, authors, categories)
        say(f"article: {file.stem}")


def entries_of(name: str) -> list[dict[str, Any]]:
    """Return the entries of a list of snippets; the file holds the list itself, or the list under its own name."""
    data = read_yaml(SITE / "articles" / f"{name}.yaml")
    return data[name] if isinstance(data, dict) else data


def keep_author(entry: dict[str, Any]) -> Author:
    """Make or update an author, known by name."""
    values = {"role": entry["role"], "about": render_markdown(entry["about"])}
    return Author.objects.update_or_create(name=entry["name"], defaults=values)[0]


def keep_category(entry: dict[str, Any]) -> Category:
    """Make or update a category, known by its key."""
    values = {"name": entry["name"], "description": entry.get("description", "").strip()[:200]}
    return Category.objects.update_or_create(slug=entry["key"], defaults=values)[0]


def keep_article(
    parent: ArticleIndexPage, file: Path, authors: dict[str, Author], categories: dict[str, Category]
) -> ArticlePage:
    """Bring one article to what its file says; tags are set where they differ."""
    source = read_source(file)
    meta = source.meta
    published = meta["date"] if isinstance(meta["date"], date) else date.fromisoformat(meta["date"])
    values = {
        "title": meta["title"],
        "summary": meta["summary"].strip(),
        "published_on": published,
        "author": authors[meta["author"]],
        "category": categories[meta["category"]],
        "lead_image": keep_image(SITE / "images" / meta["lead_image"], meta["title"], meta["lead_image_alt"]),
        "lead_image_alt": meta["lead_image_alt"],
        "body": stream_of(source),
    }
    page = keep_page(parent=parent, page_type=ArticlePage, slug=meta["slug"], values=values)[0]
    if set(page.tags.names()) != set(meta["tags"]):
        page.tags.set(meta["tags"])
        page.save_revision().publish()
    return page


def keep_glossary(home: HomePage) -> GlossaryPage:
    """Make the page of the glossary; its terms come from ``load_knowledge``."""
    values = {
        "title": "Glossary",
        "summary": "The words of neuromuscular massage and pain science in plain English.",
        "intro": "The words that you meet in our courses and articles, explained in plain English.",
    }
    return keep_page(parent=home, page_type=GlossaryPage, slug="glossary", values=values)[0]


def keep_contact(home: HomePage) -> ContactPage:
    """Bring the contact page to what its file says."""
    data = read_yaml(SITE / "contact.yaml")
    values = {
        "title": data["title"],
        "summary": data["summary"].strip(),
        "show_in_menus": True,
        "intro": render_markdown(data["intro"]),
        "thanks_title": data["thank_you_title"],
        "thanks_text": render_markdown(data["thank_you_text"]),
    }
    return keep_page(parent=home, page_type=ContactPage, slug=data["slug"], values=values)[0]

"""What search engines may know, in schema.org's words; each function returns one JSON-LD object.

Absolute addresses everywhere; nothing is said here that the page itself does not show.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from content.addresses import absolute
from content.terms import plain_words

CONTEXT = "https://schema.org"
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_json(thing: dict[str, Any]) -> SafeString:
    """Return ``thing`` as JSON that cannot leave a script element."""
    text = json.dumps(thing, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - every character that HTML reads is escaped


def article(
    *,
    headline: str,
    description: str,
    url: str,
    published: datetime | None,
    modified: datetime | None,
    author: str = "",
    publisher: str = "",
    image: str = "",
) -> dict[str, Any]:
    """Describe an article; ``image`` is an absolute address."""
    thing = {
        "headline": headline[:110],
        "description": description,
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": published,
        "dateModified": modified,
        "author": _named("Person", author),
        "publisher": _named("Organization", publisher),
        "image": image,
    }
    return _thing("Article", thing)


def faq_page(entries: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe questions with their answers; answers may be rich text, of which the words are kept."""
    return _thing("FAQPage", {"mainEntity": [_question(question, answer) for question, answer in entries]})


def course(
    *,
    name: str,
    description: str,
    url: str,
    provider: str,
    price: Decimal | None = None,
    currency: str = "GBP",
    hours: int = 0,
    level: str = "",
    image: str = "",
) -> dict[str, Any]:
    """Describe a course held online; ``price`` in whole units of ``currency``, ``hours`` of guided study."""
    instance = {"@type": "CourseInstance", "courseMode": "Online"}
    if hours:
        instance["courseWorkload"] = f"PT{hours}H"
    offer = {"@type": "Offer", "price": str(price), "priceCurrency": currency.upper(), "url": url, "category": "Paid"}
    thing = {
        "name": name,
        "description": description,
        "url": url,
        "provider": _named("Organization", provider) | {"sameAs": absolute("/")},
        "educationalLevel": level,
        "image": image,
        "hasCourseInstance": [instance],
        "offers": [] if price is None else [offer],
    }
    return _thing("Course", thing)


def muscle(*, name: str, url: str, description: str, action: str, insertion: str, nerve: str) -> dict[str, Any]:
    """Describe a muscle of the body."""
    thing = {
        "name": name,
        "url": url,
        "description": description,
        "muscleAction": action,
        "insertion": insertion,
        "nerve": _named("Nerve", nerve),
    }
    return _thing("Muscle", thing)


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe the way here; ``steps`` are (title, path or address), the first being home."""
    items = [
        {"@type": "ListItem", "position": number, "name": title, "item": absolute(url)}
        for number, (title, url) in enumerate(steps, 1)
    ]
    return _thing("BreadcrumbList", {"itemListElement": items})


def defined_terms(
    *, name: str, description: str, url: str, terms: Iterable[tuple[str, str, str, Iterable[str]]]
) -> dict[str, Any]:
    """Describe a glossary; ``terms`` are (term, definition, anchor on the page, other forms)."""
    described = [
        {"@type": "DefinedTerm", "name": term, "description": text, "url": f"{url}#{anchor}"}
        | ({"alternateName": list(also)} if also else {})
        for term, text, anchor, also in terms
    ]
    thing = {"name": name, "description": description, "url": url, "hasDefinedTerm": described}
    return _thing("DefinedTermSet", thing)


def organisation(*, name: str, description: str = "", email: str = "", logo: str = "") -> dict[str, Any]:
    """Describe the academy itself."""
    thing = {"name": name, "description": description, "url": absolute("/"), "email": email, "logo": logo}
    return _thing("EducationalOrganization", thing)


def _thing(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return an object of ``kind`` with the fields that say something."""
    return {"@context": CONTEXT, "@type": kind} | {key: value for key, value in fields.items() if value}


def _named(kind: str, name: str) -> dict[str, Any]:
    return {"@type": kind, "name": name} if name else {}


def _question(question: str, answer: str) -> dict[str, Any]:
    words = plain_words(" ".join(strip_tags(str(answer)).split()))
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": words}}

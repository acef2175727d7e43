"""A lesson as a device keeps it: the same for every student, with all that it needs named and weighed."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.templatetags.static import static

from content.body_assets import assets_of
from courses.body import body_html
from courses.models import LessonPage
from courses.offline.pictures import one_size_each

ADDRESS = re.compile(r'\s(?:src|href|poster)="(/[^"#?]*)')
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")
DOCUMENT = re.compile(r"^/documents/(\d+)/")
#: What the reader's page does not bring along by itself.
EVERY_LESSON = ("css/lesson.css",)

Weights = dict[str, int]


@dataclass(frozen=True)
class KeptLesson:
    """One lesson: ``version`` changes with its text; sizes are in bytes, each file by its address."""

    step_id: int
    version: str
    bytes: int
    assets: Weights
    pictures: Weights
    media: tuple[str, ...]


def lesson_html(lesson: LessonPage) -> str:
    """Return title, aims and body of a lesson, without a word about whoever reads it."""
    words = {"step": lesson, "body_html": one_size_each(body_html(lesson))}
    return render_to_string("courses/offline/lesson.html", words)


def kept_lesson(lesson: LessonPage) -> KeptLesson:
    """Weigh ``lesson`` and name what it needs; media are weighed by whoever knows the documents of all lessons."""
    html = lesson_html(lesson)
    found = list(dict.fromkeys(ADDRESS.findall(html)))
    needs = assets_of(lesson)
    named = [*EVERY_LESSON, *(f"css/{name}.css" for name in needs.css), *(f"js/{name}.js" for name in needs.js)]
    assets = [*map(static, named), *(url for url in found if url.startswith(settings.STATIC_URL))]
    return KeptLesson(
        step_id=lesson.pk,
        version=_version(html, assets),
        bytes=len(html.encode()),
        assets={url: static_size(url) for url in assets},
        pictures={url: _picture_size(url) for url in found if url.startswith(settings.MEDIA_URL)},
        media=tuple(url for url in found if DOCUMENT.match(url)),
    )


def document_id(url: str) -> int:
    """Return the key of the document at one of a lesson's ``media``."""
    found = DOCUMENT.match(url)
    return int(found[1]) if found else 0


def static_size(url: str) -> int:
    """Return the bytes of a static file as it is written, by its address with or without a hash in it."""
    name = HASH.sub("", url.removeprefix(settings.STATIC_URL))
    path = finders.find(name)
    return Path(path).stat().st_size if isinstance(path, str) else 0


def _picture_size(url: str) -> int:
    name = unquote(url.removeprefix(settings.MEDIA_URL))
    return default_storage.size(name) if default_storage.exists(name) else 0


def _version(html: str, assets: Iterable[str]) -> str:
    return hashlib.sha256("\n".join([html, *assets]).encode()).hexdigest()[:16]

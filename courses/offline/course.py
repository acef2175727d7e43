"""What a device may keep of a course: one list for all students, and with it how this student stands."""

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from accounts.models import User
from content.generation import keep_as
from content.models import AcademyDocument
from courses.access_answer import Access
from courses.models import CoursePage, LessonPage
from courses.offline.lessons import KeptLesson, document_id, kept_lesson
from courses.offline.owner import owner_of
from courses.outline import Outline, OutlineModule, OutlineStep, get_outline
from courses.step_view import step_states

#: How long a device may show what it keeps without having asked us.
KEPT_DAYS = 30
#: States in which a step may be read.
READABLE = frozenset({"open", "done"})


@dataclass(frozen=True)
class KeptCourse:
    """The lessons of a course by their step, and the bytes of the films, recordings and papers in them."""

    lessons: dict[int, KeptLesson]
    media: dict[str, int]


def kept_course(course: CoursePage) -> KeptCourse:
    """Return what the lessons of ``course`` need; read and weighed once for each published generation.

    Lessons that are kept for a smaller group (Wagtail's restrictions) are not among them.
    """
    return keep_as(f"offline-course:{course.pk}", partial(_weigh, course))


def _weigh(course: CoursePage) -> KeptCourse:
    lessons = LessonPage.objects.live().public().descendant_of(course)
    kept = {lesson.pk: kept_lesson(lesson) for lesson in lessons}
    urls = {url for lesson in kept.values() for url in lesson.media}
    documents = AcademyDocument.objects.in_bulk({document_id(url) for url in urls})
    sizes = {url: document.file_size or 0 for url in urls if (document := documents.get(document_id(url)))}
    return KeptCourse(kept, sizes)


def offline_manifest(course: CoursePage, student: User, access: Access) -> dict[str, Any]:
    """Return the list for one student as JSON can say it; ``version`` changes with anything in it."""
    outline, kept = get_outline(course.pk), kept_course(course)
    states = step_states(outline, access)
    manifest = {
        "owner": owner_of(student),
        "course": {"slug": course.slug, "title": outline.title, "url": outline.url},
        "keep_days": KEPT_DAYS,
        "modules": [_module(module, kept, states, access) for module in outline.modules],
        **_weights(outline, kept, states),
    }
    text = json.dumps(manifest, sort_keys=True)
    return manifest | {"version": hashlib.sha256(text.encode()).hexdigest()[:20]}


def _module(module: OutlineModule, kept: KeptCourse, states: dict[int, str], access: Access) -> dict[str, Any]:
    steps = [_step(step, kept.lessons.get(step.id), states[step.id], access) for step in module.steps]
    return {"id": module.id, "title": module.title, "steps": steps}


def _step(step: OutlineStep, kept: KeptLesson | None, state: str, access: Access) -> dict[str, Any]:
    record = access.records.get(step.id)
    facts = {
        "id": step.id,
        "title": step.title,
        "kind": step.kind,
        "url": step.url,
        "minutes": step.minutes,
        "state": state,
        "position": record.position if record else 0,
    }
    if kept is None or state not in READABLE:
        return facts
    return facts | {
        "body": f"{step.url}body/",
        "version": kept.version,
        "bytes": kept.bytes,
        "assets": list(kept.assets),
        "pictures": list(kept.pictures),
        "media": list(kept.media),
    }


def _weights(outline: Outline, kept: KeptCourse, states: dict[int, str]) -> dict[str, dict[str, int]]:
    """The bytes of every file by its address, for the lessons that this student may read."""
    lessons = [kept.lessons[step.id] for step in outline.steps if step.id in kept.lessons]
    open_lessons = [lesson for lesson in lessons if states[lesson.step_id] in READABLE]
    return {
        "assets": {url: size for lesson in open_lessons for url, size in lesson.assets.items()},
        "pictures": {url: size for lesson in open_lessons for url, size in lesson.pictures.items()},
        "media": {url: kept.media.get(url, 0) for lesson in open_lessons for url in lesson.media},
    }

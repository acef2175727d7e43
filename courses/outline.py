"""The outline of a course: modules and steps in order, one cached object per state of the course.

A course's *generation* is a random word in the cache that changes with every change of its pages; the outline is stored
under it. A reader that began before a change stores its old outline under the old word, where nobody looks again.
"""

import uuid
from collections.abc import Collection, Iterable, Iterator

from django.apps import apps
from django.core.cache import cache
from wagtail.models import Page, PageQuerySet

from content.at_hand import AtHand
from courses.outline_changes import read_changes
from courses.outline_types import Outline, OutlineModule, OutlineStep, PlannedStep

__all__ = [
    "Outline",
    "OutlineModule",
    "OutlineStep",
    "PlannedStep",
    "build_outline",
    "forget_outline",
    "get_outline",
    "get_outlines",
    "required_step_ids",
    "step_models",
]

KEPT_SECONDS = 6 * 3600
_at_hand: AtHand[Outline] = AtHand(most=100, seconds=600)
STEP_FIELDS = (
    *("id", "title", "slug", "path", "depth", "url_path", "content_type", "alias_of"),
    *("minutes", "practice", "required"),
)


def get_outline(course_id: int) -> Outline:
    """Return the outline of a course from the cache, or build it; raise CoursePage.DoesNotExist for a wrong id."""
    return get_outlines([course_id])[course_id]


def get_outlines(course_ids: Iterable[int]) -> dict[int, Outline]:
    """Return several outlines by course id in two reads of the cache; builds those that are missing."""
    ids = list(dict.fromkeys(course_ids))
    generations = _generations(ids)
    keys = {course_id: f"outline:{course_id}:{generations[course_id]}" for course_id in ids}
    found = _fetch(keys.values())
    return {course_id: found.get(key) or _build_and_keep(course_id, key) for course_id, key in keys.items()}


def _fetch(keys: Collection[str]) -> dict[str, Outline]:
    """Return what is at hand in this process or in the cache; the generation in a key makes an old one unfindable."""
    found = {key: outline for key in keys if (outline := _at_hand.get(key))}
    fetched = cache.get_many(missing) if (missing := set(keys) - set(found)) else {}
    for key, outline in fetched.items():
        _at_hand.put(key, outline)
    return found | fetched


def required_step_ids(course_id: int) -> set[int]:
    """Return the ids of the live, required steps of a course."""
    return set(get_outline(course_id).required_ids)


def forget_outline(course_id: int) -> None:
    """Make the next reader build the outline anew."""
    cache.set(_generation_key(course_id), uuid.uuid4().hex, None)


def step_models() -> Iterator[type[Page]]:
    """Every page type, of whatever app, that a student completes (those that inherit ``StepMixin``)."""
    return (model for model in apps.get_models() if issubclass(model, Page) and bool(getattr(model, "step_kind", "")))


def _generation_key(course_id: int) -> str:
    return f"outline-generation:{course_id}"


def _generations(ids: list[int]) -> dict[int, str]:
    known = cache.get_many(_generation_key(course_id) for course_id in ids)
    return {course_id: known.get(_generation_key(course_id)) or _first_generation(course_id) for course_id in ids}


def _first_generation(course_id: int) -> str:
    return str(cache.get_or_set(_generation_key(course_id), uuid.uuid4().hex, None))


def _build_and_keep(course_id: int, key: str) -> Outline:
    outline = build_outline(_pages("CoursePage").get(pk=course_id))
    cache.set(key, outline, KEPT_SECONDS)
    return outline


def _pages(model: str, *unread: str) -> PageQuerySet:
    """Page types know the outline, so it asks for them by name; bodies (all, or those named) are left unread."""
    pages = apps.get_model("courses", model)._default_manager
    return pages.defer(*unread) if unread else pages.defer_streamfields()


def build_outline(course: Page) -> Outline:
    """Read the live modules and steps of ``course``: a query for modules, for changes and for each kind of step."""
    by_module: dict[str, list[Page]] = {}
    steps = sorted(_live_steps(course), key=lambda page: page.path)
    for page in steps:
        by_module.setdefault(page.path[: -page.steplen], []).append(page)
    modules = apps.get_model("courses", "ModulePage").objects.defer("intro").live().child_of(course).order_by("path")
    return Outline(
        course_id=course.pk,
        title=course.title,
        url=course.get_url() or "",
        url_path=course.url_path,
        sequential=course.sequential,
        modules=tuple(_as_module(module, by_module.get(module.path, [])) for module in modules),
        changes=tuple(read_changes(steps)),
    )


def _live_steps(course: Page) -> Iterator[Page]:
    for model in step_models():
        extra = ["free_preview"] if _is_field(model, "free_preview") else []
        steps = model._default_manager.live().descendant_of(course).filter(depth=course.depth + 2)
        yield from steps.only(*STEP_FIELDS, *extra)


def _is_field(model: type[Page], name: str) -> bool:
    return name in {field.name for field in model._meta.concrete_fields}


def _as_module(module: Page, steps: list[Page]) -> OutlineModule:
    return OutlineModule(
        id=module.pk,
        title=module.title,
        slug=module.slug,
        url=module.get_url() or "",
        summary=module.summary,
        steps=tuple(map(_as_step, steps)),
        planned=tuple(PlannedStep(**item["value"]) for item in module.planned.raw_data),
    )


def _as_step(step: Page) -> OutlineStep:
    return OutlineStep(
        id=step.pk,
        title=step.title,
        slug=step.slug,
        kind=step.step_kind,
        minutes=step.minutes,
        practice=step.practice,
        required=step.required,
        free_preview=step.free_preview,
        url=step.get_url() or "",
    )

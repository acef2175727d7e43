"""What surrounds every step on its page: the outline with ticks, progress, the steps before and after."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.access_answer import Access, Reason
from courses.blocking import first_missing_step
from courses.discussion_place import room_url, standing_at
from courses.measure import measure
from courses.news import step_news
from courses.outline import Outline, OutlineModule, OutlineStep, get_outline
from courses.study import study_beside


@dataclass(frozen=True)
class StepRow:
    """A step in the outline at the side: ``state`` is done, locked, shut or open."""

    step: OutlineStep
    state: str
    current: bool


@dataclass(frozen=True)
class ModuleRow:
    """A module in an outline; ``current`` opens it: it holds the step that is shown, or the one to go on with."""

    module: OutlineModule
    rows: tuple[StepRow, ...]
    current: bool

    @property
    def done(self) -> int:
        """How many of its steps the student has finished."""
        return sum(row.state == "done" for row in self.rows)

    @property
    def total(self) -> int:
        """How many steps it has, those to come included."""
        return len(self.rows) + len(self.module.planned)


def step_context(request: HttpRequest, step: Page, access: Access) -> dict[str, Any]:
    """Return what ``courses/step_base.html`` needs around ``step``.

    One query for what a student keeps beside it, and one more only while a notice of safety is open.
    """
    outline = get_outline(step.course_id)
    previous_step, next_step = outline.neighbours(step.pk)
    return {
        "page": step,
        "step": step,
        "access": access,
        "outline": outline,
        "module": outline.module_of(step.pk),
        "modules": outline_rows(outline, access, current_id=step.pk),
        "previous_step": previous_step,
        "next_step": next_step,
        "progress": measure(outline, access.done, completed=access.completed) if access.enrolment else None,
        "study": study_beside(access, step.pk),
        "record": access.records.get(step.pk),
        "is_done": step.pk in access.done,
        "is_staff_preview": access.reason is Reason.STAFF,
        "is_free_visit": access.reason is Reason.FREE_PREVIEW,
        "payment_on_its_way": _payment_on_its_way(access),
        "breadcrumbs": _breadcrumbs(outline, step, access),
        "discussion_url": _discussion_url(request, step, access),
        **step_news(outline, access, step.pk),
    }


def outline_rows(outline: Outline, access: Access, *, current_id: int | None = None) -> list[ModuleRow]:
    """Return the outline with a state for each step, as this visitor stands."""
    states = step_states(outline, access)
    rows = []
    for module in outline.modules:
        steps = tuple(StepRow(step, states[step.id], step.id == current_id) for step in module.steps)
        rows.append(ModuleRow(module, steps, any(row.current for row in steps)))
    return rows


def step_states(outline: Outline, access: Access) -> dict[int, str]:
    """Say of each step by id whether it is done, open, locked (finish another first) or shut (not enrolled)."""
    missing = first_missing_step(outline, access.done, completed=access.completed)
    frontier = outline.places[missing.id] if missing else len(outline.steps)
    return {step.id: _state(access, step, place > frontier) for place, step in enumerate(outline.steps)}


def _state(access: Access, step: OutlineStep, locked: bool) -> str:
    if step.id in access.done:
        return "done"
    if step.free_preview or access.reason is Reason.STAFF:
        return "open"
    if access.reason not in {Reason.ENROLLED, Reason.LOCKED}:
        return "shut"
    return "locked" if locked else "open"


def _payment_on_its_way(access: Access) -> bool:
    return access.as_student and access.order is not None and access.order.state == "processing"


def _discussion_url(request: HttpRequest, step: Page, access: Access) -> str:
    """Where the step's discussion is, for those who may read it; a draft shows none."""
    if not step.takes_questions or getattr(request, "is_preview", False):
        return ""
    return room_url(step) if standing_at(request.user, step, access).may_read else ""


def _breadcrumbs(outline: Outline, step: Page, access: Access) -> list[dict[str, str]]:
    module = outline.module_of(step.pk)
    home = (
        {"title": _("My learning"), "url": "/learn/"}
        if access.enrolment
        else {"title": _("Courses"), "url": "/courses/"}
    )
    return [
        home,
        {"title": outline.title, "url": outline.url},
        *([{"title": module.title, "url": module.url}] if module else []),
        {"title": step.title, "url": ""},
    ]

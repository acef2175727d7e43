"""Where a student goes on: a rule without a database."""

from courses.access_answer import Access
from courses.blocking import blocking_step
from courses.outline import Outline, OutlineStep


def next_step_of(outline: Outline, access: Access) -> OutlineStep | None:
    """Return the step to go on with: the unfinished one opened last, else the first unfinished one.

    ``None`` at the end. Required steps come before optional ones, and a step that is still locked is never offered.
    """
    last = last_opened(outline, access)
    if last and last.id not in access.done and not _blocked(outline, access, last):
        return last
    left = [step for step in outline.steps if step.id not in access.done]
    return next((step for step in left if step.required), None) or next(iter(left), None)


def last_opened(outline: Outline, access: Access) -> OutlineStep | None:
    """Return the step of the present course that the student opened last."""
    here = [record for record in access.records.values() if record.step_id in outline.places]
    latest = max(here, key=lambda record: record.last_opened_at, default=None)
    return outline.step(latest.step_id) if latest else None


def _blocked(outline: Outline, access: Access, step: OutlineStep) -> bool:
    return blocking_step(outline, step.id, access.done, completed=access.completed) is not None

"""Steps in order: which step must be finished before this one. A rule without a database."""

from collections.abc import Collection

from courses.outline import Outline, OutlineStep


def first_missing_step(outline: Outline, done: Collection[int], *, completed: bool) -> OutlineStep | None:
    """Return the first required step still to do in a course whose steps go in order; ``None`` if nothing is locked."""
    if not outline.sequential or completed:
        return None
    return next((step for step in outline.steps if step.required and step.id not in done), None)


def blocking_step(outline: Outline, step_id: int, done: Collection[int], *, completed: bool) -> OutlineStep | None:
    """Return the step that must be finished before this one, if there is one.

    What a student has finished stays open when the order changes later, and so does a finished course.
    """
    missing = first_missing_step(outline, done, completed=completed)
    if missing is None or step_id in done or outline.places[missing.id] >= outline.places[step_id]:
        return None
    return missing

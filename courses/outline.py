"""The outline of a course: modules and steps in order, one cached object per state of the course."""

from courses.models import LessonPage


def required_step_ids(course_id: int) -> set[int]:
    """Return the ids of the live, required steps of a course."""
    raise NotImplementedError

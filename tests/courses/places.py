"""Where the lessons of a built course stand."""

from courses.models import CoursePage, LessonPage


def address(course: CoursePage, module: int = 1, lesson: int = 1) -> str:
    """The lesson's address."""
    return f"/courses/{course.slug}/module-{module}/lesson-{module}-{lesson}/"


def lesson_of(course: CoursePage, module: int = 1, lesson: int = 1) -> LessonPage:
    """The lesson, read anew."""
    return LessonPage.objects.descendant_of(course).get(slug=f"lesson-{module}-{lesson}")


def lessons_of(course: CoursePage) -> list[LessonPage]:
    """All lessons in order."""
    return list(LessonPage.objects.descendant_of(course).order_by("path"))

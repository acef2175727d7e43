"""What the health report says of a lesson: its parts, and its minutes against its words."""

from django.utils import timezone

from content.models import HealthFinding
from content.services.health import check_page
from courses.models import CoursePage, LessonPage


def test_a_lesson_without_outcomes_questions_and_references_is_told_so(make_course):
    course = make_course(lessons=1)
    lesson = LessonPage.objects.descendant_of(course).get()
    check_page(page_id=lesson.pk, at=timezone.now())
    found = HealthFinding.objects.filter(page=lesson, kind="lesson")
    assert {finding.place for finding in found} == {"outcomes", "body"} and found.count() == 3
    assert {finding.group_id for finding in found} == {CoursePage.objects.get().pk}


def test_more_reading_than_the_lesson_has_minutes_is_a_warning(make_course):
    lesson = LessonPage.objects.descendant_of(make_course(lessons=1)).get()
    lesson.minutes, lesson.body = 5, [("text", f"<p>{'word ' * 1600}</p>")]
    lesson.save()
    check_page(page_id=lesson.pk, at=timezone.now())
    finding = HealthFinding.objects.get(page=lesson, kind="length")
    assert finding.severity == 2 and finding.text.startswith("1600 words, 8 minutes")

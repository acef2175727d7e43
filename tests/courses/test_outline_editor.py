"""Staff see a course in order and put it into another: at once, by permission, never over somebody else's change."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses.arrangement import arrange
from courses.models import CoursePage, LessonPage, ModulePage
from courses.outline import get_outline
from courses.services.reuse import reuse_module
from tests.courses.changing import sign_in_as
from tests.courses.places import lesson_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PART = {"Accept": "text/x-outline"}


@pytest.fixture
def course(make_course):
    return make_course(modules=2, lessons=3)


@pytest.fixture
def administrator(client):
    return sign_in_as(client, "administrator")


def url_of(course: CoursePage) -> str:
    return reverse("course_outline", args=[course.pk])


def titles(course: CoursePage) -> list[str]:
    return [step.title for step in get_outline(course.pk).steps]


def modules_of(course: CoursePage) -> list[ModulePage]:
    return list(ModulePage.objects.child_of(CoursePage.objects.get(pk=course.pk)).order_by("path"))


def move(client, course, user, page, parent, place: int, version: str = ""):
    version = version or arrange(CoursePage.objects.get(pk=course.pk), user).version
    data = {"move": f"{page.pk}:{parent.pk}:{place}", "version": version}
    return client.post(url_of(course), data, headers=PART)


def test_a_lesson_changes_its_place_in_a_module(client, administrator, course):
    module = modules_of(course)[0]
    answer = move(client, course, administrator, lesson_of(course, 1, 3), module, 0)
    assert answer.status_code == 200
    assert titles(course)[:3] == ["Lesson 1.3", "Lesson 1.1", "Lesson 1.2"]
    assert "is now number 1 of 3" in answer.content.decode()


def test_a_lesson_moves_into_another_module_at_its_place(client, administrator, course):
    move(client, course, administrator, lesson_of(course, 1, 1), modules_of(course)[1], 1)
    assert titles(course)[2:] == ["Lesson 2.1", "Lesson 1.1", "Lesson 2.2", "Lesson 2.3"]


def test_a_lesson_chosen_into_another_module_stands_at_its_end(client, administrator, course):
    lesson, module = lesson_of(course, 1, 1), modules_of(course)[1]
    version = arrange(course, administrator).version
    client.post(url_of(course), {"move_into": lesson.pk, f"into-{lesson.pk}": module.pk, "version": version})
    assert titles(course)[-1] == "Lesson 1.1"


def test_modules_change_places(client, administrator, course):
    move(client, course, administrator, modules_of(course)[1], course, 0)
    assert titles(course)[0] == "Lesson 2.1"


def test_a_stale_order_is_refused_and_the_fresh_one_shown(client, administrator, course):
    stale = arrange(course, administrator).version
    module = modules_of(course)[0]
    move(client, course, administrator, lesson_of(course, 1, 3), module, 0)
    answer = move(client, course, administrator, lesson_of(course, 1, 2), module, 0, version=stale)
    assert answer.status_code == 409
    assert titles(course)[0] == "Lesson 1.3"
    assert arrange(course, administrator).version in answer.content.decode()


def test_an_editor_sees_the_order_but_does_not_change_it(client, course):
    editor = sign_in_as(client, "editor")
    assert "draggable" not in client.get(url_of(course)).content.decode()
    assert move(client, course, editor, lesson_of(course, 1, 3), modules_of(course)[0], 0).status_code == 403
    assert titles(course)[0] == "Lesson 1.1"


def test_a_lesson_of_another_course_is_not_moved(client, administrator, course, make_course):
    other = make_course()
    answer = move(client, course, administrator, lesson_of(other, 1, 1), modules_of(course)[0], 0)
    assert answer.status_code == 403


def test_a_lesson_does_not_move_to_where_its_address_is_taken(client, administrator, course):
    lesson, second = lesson_of(course, 1, 1), modules_of(course)[1]
    second.add_child(instance=LessonPage(title="Twin", slug="lesson-1-1"))
    answer = move(client, course, administrator, lesson, second, 0)
    assert (answer.status_code, "same address" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("data", [{}, {"move": "1:2"}, {"move_into": "1"}, {"move_into": "1", "into-1": "x"}])
def test_a_move_that_says_nothing_is_refused(data, client, administrator, course):
    assert client.post(url_of(course), {"version": "x"} | data, headers=PART).status_code == 400


def test_the_steps_of_a_reused_module_stay_where_they_are(client, administrator, course, make_course):
    second = make_course(modules=1, lessons=1)
    shown = reuse_module(module=modules_of(course)[1], course=second)
    step = LessonPage.objects.child_of(shown).last()
    answer = move(client, second, administrator, step, shown, 0)
    assert (answer.status_code, "arranged there" in answer.content.decode()) == (403, True)


def test_a_reused_module_moves_as_a_whole_and_is_marked(client, administrator, course, make_course):
    second = make_course(modules=1, lessons=1)
    shown = reuse_module(module=modules_of(course)[1], course=second)
    answer = move(client, second, administrator, shown, second, 0)
    assert "reused from another course" in answer.content.decode()
    assert titles(second)[0] == "Lesson 2.1"


def test_the_order_of_an_original_is_followed_where_it_is_reused(client, administrator, course, make_course):
    second = make_course(modules=0)
    reuse_module(module=modules_of(course)[0], course=second)
    move(client, course, administrator, lesson_of(course, 1, 3), modules_of(course)[0], 0)
    assert titles(second)[0] == "Lesson 1.3"


def test_drafts_reviews_and_schedules_are_told_apart(client, administrator, course):
    first, second, third = (lesson_of(course, 1, number) for number in (1, 2, 3))
    first.save_revision()
    second.save_revision(approved_go_live_at=timezone.now() + timezone.timedelta(days=1))
    third.save_revision()
    third.get_workflow().start(third, administrator)
    html = client.get(url_of(course)).content.decode()
    assert all(f"__status--{word}" in html for word in ("changed", "scheduled", "review", "live"))


def test_the_sums_stand_against_the_declared_hours(client, administrator, make_course):
    course = make_course(modules=2, lessons=3, hours_theory=2, hours_practice=1)
    LessonPage.objects.filter(slug="lesson-1-1").update(practice=True, minutes=45)
    html = client.get(url_of(course)).content.decode()
    assert "Theory: 1 h 40 min of 2 h" in html
    assert "Practice: 45 min of 1 h" in html


@pytest.mark.parametrize(("modules", "lessons"), [(1, 1), (6, 8)])
def test_an_outline_costs_the_same_however_long_it_is(
    modules, lessons, client, administrator, make_course, django_assert_max_num_queries
):
    course = make_course(modules=modules, lessons=lessons)
    client.get(url_of(course))
    with django_assert_max_num_queries(24):
        client.get(url_of(course))


def test_a_page_that_does_not_count_among_courses_has_no_outline(client, administrator, home):
    assert client.get(reverse("course_outline", args=[home.pk])).status_code == 404


def test_finance_does_not_see_the_courses_list(client):
    sign_in_as(client, "finance")
    assert client.get(reverse("course_list")).status_code == 302


def test_the_list_names_every_course(client, administrator, course):
    assert course.title in client.get(reverse("course_list")).content.decode()


def test_an_editor_of_one_module_only_does_not_move_others(client, course, make_user):
    group = Group.objects.create(name="Nobody")
    user = make_user(is_staff=True)
    user.groups.add(group)
    client.force_login(user)
    assert client.get(url_of(course)).status_code in {302, 403}
    assert Page.objects.get(pk=course.pk).live

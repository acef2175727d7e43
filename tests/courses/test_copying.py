"""A course is copied as next year's edition: its pages, not its students; once, however often the button is pressed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditRecord
from courses.models import CourseCopy, CoursePage, Enrolment, LessonPage, ModulePage
from courses.outline import get_outline
from courses.services.copying import copy_course
from courses.services.reuse import reuse_module
from quizzes.models import QuizPage
from quizzes.services import bank
from tests.courses.changing import sign_in_as
from tests.quizzes.data import sba

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def course(make_course):
    """Two modules, a quiz in the first."""
    course = make_course(modules=2, lessons=2)
    bank.upsert_question(key="one", data=sba("one"), at=timezone.now())
    data = {"title": "Quiz", "slug": "quiz", "items": [{"question": "one"}]}
    bank.upsert_quiz(module=ModulePage.objects.child_of(course).first(), data=data, at=timezone.now())
    return CoursePage.objects.get(pk=course.pk)


@pytest.fixture
def administrator(client):
    return sign_in_as(client, "administrator")


def ask(client, course, **fields):
    data = {"title": "Edition 2027", "slug": "edition-2027", "price_minor": "", "keep_live": "live"} | fields
    return client.post(reverse("course_copy", args=[course.pk]), data)


def copied(client, course, **fields) -> CoursePage:
    """Ask for a copy and let the worker make it."""
    ask(client, course, **fields)
    return copy_course(copy_id=CourseCopy.objects.latest("pk").pk, at=timezone.now())


def test_a_copy_has_every_step_in_its_order(client, administrator, course):
    copy = copied(client, course)
    assert [step.title for step in get_outline(copy.pk).steps] == [step.title for step in get_outline(course.pk).steps]


def test_a_copied_quiz_asks_the_questions_of_the_bank(client, administrator, course):
    copy = copied(client, course)
    before, after = (QuizPage.objects.descendant_of(one).get().items.raw_data for one in (course, copy))
    assert [item["value"] for item in after] == [item["value"] for item in before]


def test_a_copy_may_cost_another_price(client, administrator, course):
    assert copied(client, course, price_minor="15000").price_minor == 15_000


def test_a_copy_of_drafts_shows_nobody_anything(client, administrator, course):
    copy = copied(client, course, keep_live="")
    assert not CoursePage.objects.descendant_of(copy, inclusive=True).live().exists()
    assert LessonPage.objects.descendant_of(copy).count() == 4
    assert not LessonPage.objects.descendant_of(copy).live().exists()


def test_a_copy_has_no_students(client, administrator, course, make_user, enrol):
    enrol(make_user(), course)
    assert not Enrolment.objects.filter(course=copied(client, course)).exists()


def test_a_reused_module_stays_reused(client, administrator, course, make_course):
    original = ModulePage.objects.child_of(make_course()).get()
    original.slug = "shared"
    original.save()
    reuse_module(module=original, course=course)
    copy = copied(client, course)
    assert ModulePage.objects.child_of(copy).filter(alias_of=original).count() == 1


def test_pressing_the_button_twice_makes_one_copy(client, administrator, course):
    first, second = ask(client, course), ask(client, course)
    assert first.url == second.url
    copies = [copy_course(copy_id=CourseCopy.objects.get().pk, at=timezone.now()) for _time in range(2)]
    assert (copies[1], CoursePage.objects.filter(slug="edition-2027").count()) == (None, 1)


def test_a_copy_that_stopped_halfway_goes_on_where_it_was(client, administrator, course):
    copy = copied(client, course)
    LessonPage.objects.descendant_of(copy).last().delete()
    CourseCopy.objects.update(finished_at=None, claimed_at=None)
    copy_course(copy_id=CourseCopy.objects.get().pk, at=timezone.now())
    assert LessonPage.objects.descendant_of(CoursePage.objects.get(pk=copy.pk)).count() == 4
    assert AuditRecord.objects.filter(action="course.copy").count() == 2


def test_a_copy_leaves_an_audit_record(client, administrator, course):
    copied(client, course)
    assert AuditRecord.objects.get(action="course.copy").actor == administrator


def test_an_address_that_is_taken_is_refused_at_its_field(client, administrator, course):
    assert "address already" in ask(client, course, slug=course.slug).content.decode()
    assert CourseCopy.objects.count() == 0


def test_an_editor_copies_as_drafts_only(client, course):
    sign_in_as(client, "editor")
    ask(client, course, keep_live="live")
    assert CourseCopy.objects.get().keep_live is False


def test_the_progress_of_a_copy_is_asked_for_until_it_is_ready(client, administrator, course):
    url = ask(client, course).url
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert ("hx-get" in part, "0 of 8 pages" in part) == (True, True)
    copy_course(copy_id=CourseCopy.objects.get().pk, at=timezone.now())
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert ("hx-get" in part, "is ready" in part) == (False, True)

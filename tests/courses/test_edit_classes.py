"""A live step is published again: the editor says what kind of change it is, and students hear of it once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, Revision

from accounts.models import AuditRecord
from content.services.publishing import publish_due
from courses.edit_rules import EditKind, edit_faults, is_news
from courses.models import CoursePage, EditNotice, LessonPage, ModulePage, NoticeReading, StepRecord
from courses.services.edits import announce_edit, reconcile
from courses.services.progress import complete_step, open_step, save_position
from courses.services.reuse import reuse_module
from courses.services.telling import tell_students
from tests.courses.changing import PUBLISH, editing_form, publish, send, sign_in_as
from tests.courses.places import address, lesson_of
from tests.watching_mail import WATCHING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
SAID = "Say to students, in a sentence or two"
ASKED = "Say what kind of change it is"


@pytest.fixture
def course(make_course):
    return make_course(modules=1, lessons=2)


@pytest.fixture
def lesson(course):
    return lesson_of(course)


@pytest.fixture
def administrator(client):
    return sign_in_as(client, "administrator")


@pytest.fixture
def seated(make_user, enrol, course):
    """Return a closure ``seated(course=…) -> Enrolment`` for a new student."""
    return lambda where=course: enrol(make_user(), where)


def change(lesson: LessonPage, kind: str, note: str = "Press less.") -> EditNotice:
    """Publish a change by script, with its kind in the revision."""
    lesson = LessonPage.objects.get(pk=lesson.pk)
    lesson.edit_kind, lesson.edit_note = kind, note
    lesson.save_revision().publish()
    return EditNotice.objects.latest("pk")


def page_of(client, seat, url: str) -> str:
    client.force_login(seat.student)
    return client.get(url).content.decode()


def queries_of(client, seat, url: str) -> int:
    """The queries of a page that was looked at before."""
    for _visit in range(2):
        page_of(client, seat, url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_a_live_lesson_is_not_published_again_without_a_kind(client, administrator, lesson):
    assert ASKED in send(client, lesson, **PUBLISH).content.decode()


def test_no_kind_is_chosen_before_the_editor_chooses(client, administrator, lesson):
    assert editing_form(client, lesson)["edit_kind"] == ""


@pytest.mark.parametrize("kind", ["substance", "safety"])
def test_a_change_that_matters_needs_a_note(kind, client, administrator, lesson):
    assert SAID in publish(client, lesson, kind, note="  ").content.decode()


def test_a_draft_asks_for_nothing(client, administrator, lesson):
    send(client, lesson)
    assert Page.objects.get(pk=lesson.pk).has_unpublished_changes


def test_a_lesson_that_nobody_has_yet_is_published_without_a_kind(client, administrator, lesson):
    lesson.unpublish()
    send(client, lesson, **PUBLISH)
    assert (Page.objects.get(pk=lesson.pk).live, EditNotice.objects.count()) == (True, 0)


def test_a_new_lesson_is_published_without_a_kind(client, administrator, course, lesson):
    url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", lesson.get_parent().pk])
    form = editing_form(client, lesson) | {"title": "New", "slug": "new", "action-publish": "1"}
    client.post(url, form)
    assert LessonPage.objects.get(slug="new").live


def test_a_published_change_is_written_down_once(client, administrator, lesson):
    publish(client, lesson, "substance")
    notice = EditNotice.objects.get()
    assert (notice.page_id, notice.kind, notice.note, notice.by) == (
        lesson.pk,
        "substance",
        "Press less.",
        administrator,
    )
    assert announce_edit(step=lesson, revision=notice.revision, at=timezone.now()) is None
    assert EditNotice.objects.count() == 1


def test_a_published_change_leaves_an_audit_record(client, administrator, lesson):
    publish(client, lesson, "clarification")
    assert AuditRecord.objects.get(action="step.change").actor == administrator


def test_the_next_change_is_asked_anew(client, administrator, lesson):
    publish(client, lesson, "safety")
    assert editing_form(client, lesson)["edit_kind"] == ""


def test_a_draft_keeps_the_kind_that_was_chosen(client, administrator, lesson):
    send(client, lesson, edit_kind="substance", edit_note="Press less.")
    assert editing_form(client, lesson)["edit_kind"] == "substance"


def test_an_old_version_that_is_taken_up_again_does_not_bring_its_kind_along(client, administrator, lesson):
    publish(client, lesson, "safety")
    publish(client, lesson, "typo")
    old = Revision.objects.for_instance(lesson).order_by("pk").first()
    html = client.get(reverse("wagtailadmin_pages:revisions_revert", args=[lesson.pk, old.pk])).content.decode()
    assert 'value="safety" selected' not in html


def test_an_editor_is_asked_when_the_change_goes_into_review(client, lesson):
    sign_in_as(client, "editor")
    assert ASKED in send(client, lesson, **{"action-submit": "1"}).content.decode()


def test_an_approved_revision_carries_its_kind(client, lesson):
    editor = sign_in_as(client, "editor")
    send(client, lesson, **{"action-submit": "1"}, edit_kind="substance", edit_note="Press less.")
    assert EditNotice.objects.count() == 0
    sign_in_as(client, "administrator")
    page = Page.objects.get(pk=lesson.pk)
    state = page.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""})
    assert EditNotice.objects.get().by == editor


def test_a_scheduled_revision_tells_nobody_until_it_goes_live(client, administrator, lesson):
    at = timezone.now() + timedelta(days=1)
    when = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
    send(client, lesson, **PUBLISH, edit_kind="safety", edit_note="Press less.", go_live_at=when)
    assert Page.objects.get(pk=lesson.pk).scheduled_revision is not None
    assert EditNotice.objects.count() == 0


def test_a_scheduled_revision_carries_its_kind_when_the_worker_publishes_it(lesson):
    due = timezone.now() - timedelta(minutes=5)
    lesson.edit_kind, lesson.edit_note, lesson.go_live_at = "substance", "Press less.", due
    lesson.save_revision(approved_go_live_at=due)
    publish_due(at=due - timedelta(minutes=1))
    assert EditNotice.objects.count() == 0
    publish_due(at=timezone.now())
    assert EditNotice.objects.get().kind == "substance"


def test_what_went_live_without_being_written_down_is_announced_later(lesson):
    revision = lesson.save_revision()
    revision.publish()
    LessonPage.objects.filter(pk=lesson.pk).update(edit_kind="substance", edit_note="Press less.")
    assert len(reconcile(at=timezone.now())) == 1
    assert EditNotice.objects.get().revision == revision
    assert reconcile(at=timezone.now()) == []


def test_publishing_several_drafts_at_once_does_not_skip_the_question(client, administrator, lesson):
    send(client, lesson)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={lesson.pk}&next=/staff/", {"id": lesson.pk})
    assert Page.objects.get(pk=lesson.pk).has_unpublished_changes


def test_a_typo_shows_nowhere(client, seated, course, lesson):
    seat = seated()
    change(lesson, "typo")
    assert "updated on" not in page_of(client, seat, address(course))


def test_a_clarification_shows_when_the_lesson_was_updated(client, seated, course, lesson):
    seat = seated()
    change(lesson, "clarification", note="")
    assert "updated on" in page_of(client, seat, address(course))


def test_a_change_of_substance_is_told_to_whoever_has_read_the_lesson(client, seated, course, lesson):
    seat = seated()
    open_step(enrolment=seat, step=lesson, at=timezone.now())
    change(lesson, "substance")
    assert "Changed since you read it" in page_of(client, seat, "/learn/")
    assert "Changed since you read it" in page_of(client, seat, address(course))


def test_a_change_of_substance_is_no_news_to_whoever_never_opened_the_lesson(client, seated, course, lesson):
    seat = seated()
    change(lesson, "substance")
    assert "Changed since you read it" not in page_of(client, seat, address(course))


def test_a_text_that_changed_while_it_stood_open_is_news_still(client, seated, course, lesson):
    seat = seated()
    open_step(enrolment=seat, step=lesson, at=timezone.now())
    change(lesson, "substance")
    save_position(enrolment=seat, step=lesson, position=80, at=timezone.now())
    assert "Changed since you read it" in page_of(client, seat, address(course))


def test_a_change_that_was_read_is_no_news_any_more(client, seated, course, lesson):
    seat = seated()
    open_step(enrolment=seat, step=lesson, at=timezone.now() - timedelta(days=1))
    change(lesson, "substance")
    page_of(client, seat, address(course))
    assert "Changed since you read it" not in page_of(client, seat, "/learn/")


def test_the_history_of_a_lesson_keeps_what_was_changed(client, seated, course, lesson):
    seat = seated()
    change(lesson, "substance", note="Hold for 30 seconds.")
    assert "Hold for 30 seconds." in page_of(client, seat, address(course))


@pytest.mark.parametrize("url", ["/learn/", "lesson", "course"])
def test_a_safety_change_is_to_be_confirmed(url, client, seated, course, lesson):
    seat = seated()
    change(lesson, "safety")
    url = {"lesson": address(course), "course": course.get_url()}.get(url, url)
    assert "I have read and understood this" in page_of(client, seat, url)


def test_what_is_confirmed_is_recorded_and_asked_no_more(client, seated, course, lesson):
    seat = seated()
    notice = change(lesson, "safety")
    client.force_login(seat.student)
    url = reverse("confirm_notice", args=[notice.pk])
    assert client.post(url, {"next": address(course)}).url == address(course)
    assert NoticeReading.objects.get().acknowledged_at
    assert AuditRecord.objects.get(action="step.change.acknowledge").actor == seat.student
    assert "I have read and understood this" not in page_of(client, seat, "/learn/")


def test_confirming_twice_is_recorded_once(client, seated, lesson):
    seat = seated()
    url = reverse("confirm_notice", args=[change(lesson, "safety").pk])
    client.force_login(seat.student)
    for _time in range(2):
        client.post(url)
    assert AuditRecord.objects.filter(action="step.change.acknowledge").count() == 1


def test_the_way_back_after_confirming_is_never_to_another_site(client, seated, lesson):
    seat = seated()
    client.force_login(seat.student)
    url = reverse("confirm_notice", args=[change(lesson, "safety").pk])
    assert client.post(url, {"next": "https://example.com/"}).url == "/learn/"


def test_a_completed_step_stays_completed(seated, lesson):
    seat = seated()
    complete_step(enrolment=seat, step=lesson, at=timezone.now())
    change(lesson, "safety")
    assert StepRecord.objects.get().completed_at


def test_whoever_joins_after_a_safety_change_need_not_confirm_it(client, seated, course, lesson):
    change(lesson, "safety")
    assert "I have read and understood this" not in page_of(client, seated(), address(course))


def test_students_of_a_course_that_reuses_the_module_are_asked_too(client, seated, course, lesson, make_course):
    second = make_course(modules=0)
    reuse_module(module=ModulePage.objects.child_of(course).get(), course=second)
    seat = seated(CoursePage.objects.get(pk=second.pk))
    change(lesson, "safety")
    assert "I have read and understood this" in page_of(client, seat, "/learn/")


def test_a_student_of_both_courses_is_asked_once(client, make_user, enrol, course, lesson, make_course):
    second = make_course(modules=0)
    reuse_module(module=ModulePage.objects.child_of(course).get(), course=second)
    student = make_user()
    seat, _other = (enrol(student, one) for one in (course, second))
    change(lesson, "safety")
    assert page_of(client, seat, "/learn/").count("I have read and understood this") == 1
    assert NoticeReading.objects.count() == 1


def test_every_student_is_mailed_once_and_outside_any_transaction(settings, seated, lesson):
    settings.EMAIL_BACKEND = WATCHING
    seats = [seated() for _number in range(3)]
    notice = change(lesson, "safety", note="Never press on the carotid sinus.")
    for _time in range(2):
        tell_students(notice_id=notice.pk, at=timezone.now())
    assert sorted(to for letter in mail.outbox for to in letter.to) == sorted(seat.student.email for seat in seats)
    assert "carotid sinus" in mail.outbox[0].body


def test_an_ended_seat_is_not_asked(seated, lesson):
    seat = seated()
    seat.access = "ended"
    seat.save()
    change(lesson, "safety")
    assert NoticeReading.objects.count() == 0


@pytest.mark.parametrize("notices", [1, 6])
def test_a_lesson_with_safety_changes_takes_one_query_more_however_many(notices, client, seated, course, lesson):
    seat = seated()
    plain = queries_of(client, seat, address(course))
    for _number in range(notices):
        change(lesson, "safety")
    assert queries_of(client, seat, address(course)) == plain + 1


@pytest.mark.parametrize("courses", [1, 4])
def test_my_learning_asks_once_about_changes_however_many(courses, client, make_user, enrol, make_course):
    student = make_user()
    seats = [enrol(student, make_course()) for _number in range(courses)]
    plain = queries_of(client, seats[0], "/learn/")
    for seat in seats:
        change(lesson_of(seat.course), "safety")
    assert queries_of(client, seats[0], "/learn/") == plain + 1


@given(kind=st.sampled_from([*EditKind, ""]), note=st.text(max_size=5))
def test_a_change_may_go_live_only_with_what_it_needs(kind, note):
    complete = bool(kind) and (bool(note.strip()) or kind in {"typo", "clarification"})
    assert (edit_faults(kind=kind, note=note) == {}) is complete


@given(kind=st.sampled_from(EditKind), minutes=st.integers(-60, 60))
def test_only_what_was_read_before_a_change_that_matters_is_news(kind, minutes):
    now = timezone.now()
    wanted = kind in {"substance", "safety"} and minutes > 0
    assert is_news(kind=kind, at=now, last_opened_at=now - timedelta(minutes=minutes)) is wanted
    assert not is_news(kind=kind, at=now, last_opened_at=None)

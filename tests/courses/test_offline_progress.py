"""What was done without a connection: what counts, once, by whose clock, and what is refused."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Enrolment, OfflineReceipt, StepRecord
from courses.offline.owner import owner_of
from courses.offline.rules import moment_of
from courses.services.progress import complete_step
from tests.courses.places import lesson_of, lessons_of

HERE = "http://testserver"
TIMES = st.integers(0, 4 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC))


@pytest.fixture
def course(make_course):
    return make_course(modules=1, lessons=3)


@pytest.fixture
def seat(make_user, enrol, course, client):
    person = make_user()
    client.force_login(person)
    seat = enrol(person, course)
    Enrolment.objects.filter(pk=seat.pk).update(started_at=timezone.now() - timedelta(days=10))
    return Enrolment.objects.get(pk=seat.pk)


@pytest.fixture
def report(client, course, seat):
    """Return a closure ``report(*items, origin=HERE, owner=…, raw=None)`` that sends items and returns the answer."""

    def send(*items, origin=HERE, owner=None, raw=None, to=course):
        body = raw if raw is not None else json.dumps({"owner": owner or owner_of(seat.student), "items": items})
        headers = {"origin": origin} if origin else {}
        path = f"/courses/{to.slug}/offline/progress/"
        return client.post(path, body, content_type="application/json", headers=headers)

    return send


def item(step, kind="done", at=None, **more) -> dict:
    at = at or timezone.now() - timedelta(hours=2)
    return {"key": str(uuid.uuid4()), "step": step.pk, "kind": kind, "at": at.isoformat(), **more}


def verdicts(answer) -> list[str]:
    return [said["verdict"] for said in answer.json()["answers"]]


def record_of(seat, step) -> StepRecord:
    return StepRecord.objects.get(enrolment=seat, step_id=step.pk)


def test_a_lesson_marked_as_done_on_a_train_is_done(report, seat, course):
    at = timezone.now() - timedelta(hours=5)
    assert verdicts(report(item(lesson_of(course), at=at))) == ["accepted"]
    assert record_of(seat, lesson_of(course)).completed_at == at


def test_the_same_report_twice_changes_nothing(report, seat, course):
    sent = [
        item(lesson_of(course), "opened"),
        item(lesson_of(course), "position", position=40),
        item(lesson_of(course)),
    ]
    assert verdicts(report(*sent)) == ["accepted"] * 3
    before = StepRecord.objects.values().get(enrolment=seat)
    assert verdicts(report(*sent)) == ["known"] * 3
    assert StepRecord.objects.values().get(enrolment=seat) == before


def test_a_key_that_comes_twice_in_one_report_counts_once(report, seat, course):
    one = item(lesson_of(course))
    report(one, one)
    assert OfflineReceipt.objects.count() == 1


def test_a_clock_that_is_ahead_is_not_believed(report, seat, course):
    report(item(lesson_of(course), at=timezone.now() + timedelta(days=400)))
    assert record_of(seat, lesson_of(course)).completed_at <= timezone.now()


def test_nothing_was_done_before_the_seat_began(report, seat, course):
    report(item(lesson_of(course), at=timezone.now() - timedelta(days=400)))
    assert record_of(seat, lesson_of(course)).completed_at == seat.started_at


def test_the_course_is_finished_when_the_academy_hears_of_it(report, seat, course):
    asked = timezone.now()
    report(*(item(lesson, at=asked - timedelta(days=3)) for lesson in lessons_of(course)))
    assert Enrolment.objects.get(pk=seat.pk).completed_at >= asked


def test_what_is_done_stays_done_as_it_was(report, seat, course):
    first = timezone.now() - timedelta(days=1)
    complete_step(enrolment=seat, step=lesson_of(course), at=first)
    assert verdicts(report(item(lesson_of(course)))) == ["known"]
    assert record_of(seat, lesson_of(course)).completed_at == first


def test_an_older_place_does_not_win_over_a_newer_one(report, seat, course):
    now = timezone.now()
    report(item(lesson_of(course), "position", at=now - timedelta(minutes=5), position=80))
    report(item(lesson_of(course), "position", at=now - timedelta(hours=5), position=10))
    assert record_of(seat, lesson_of(course)).position == 80


def test_steps_in_order_may_be_done_in_order_without_a_connection(report, seat, course):
    course.sequential = True
    course.save()
    first, second, _third = lessons_of(course)
    now = timezone.now()
    sent = [item(second, at=now - timedelta(hours=1)), item(first, at=now - timedelta(hours=2))]
    assert verdicts(report(*sent)) == ["accepted", "accepted"]


def test_a_step_that_is_locked_is_refused_with_the_reason(report, seat, course):
    course.sequential = True
    course.save()
    assert verdicts(report(item(lessons_of(course)[2]))) == ["locked"]


def test_a_step_of_another_course_is_refused(report, seat, make_course):
    other = make_course()
    assert verdicts(report(item(lesson_of(other)))) == ["not_in_course"]
    assert not StepRecord.objects.exists()


def test_a_course_without_a_seat_takes_nothing(report, make_course):
    other = make_course()
    assert report(item(lesson_of(other)), to=other).status_code == 403


@pytest.mark.parametrize(("access", "status"), [("ended", 410), ("paused", 403)])
def test_a_seat_that_is_shut_takes_nothing(report, seat, course, access, status):
    Enrolment.objects.filter(pk=seat.pk).update(access=access)
    assert report(item(lesson_of(course))).status_code == status


def test_what_one_person_did_never_counts_for_another(report, seat, course, make_user, enrol, client):
    owner, other = owner_of(seat.student), make_user()
    enrol(other, course)
    client.force_login(other)
    assert report(item(lesson_of(course)), owner=owner).status_code == 409
    assert not StepRecord.objects.exists()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_another_site_reports_nothing(report, course, origin):
    assert report(item(lesson_of(course)), origin=origin).status_code == 403


def test_a_form_of_another_kind_reports_nothing(client, seat, course):
    path = f"/courses/{course.slug}/offline/progress/"
    assert client.post(path, {"items": "x"}, headers={"origin": HERE}).status_code == 403


@pytest.mark.parametrize("raw", ["{", "[]", '{"items": 3}', '{"owner": "x", "items": [], "more": 1}', "\x00", "1e999"])
def test_garbage_is_refused_with_a_reason(report, raw):
    answer = report(raw=raw)
    assert answer.status_code == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "bad",
    [
        None, "x", {}, {"key": "no-uuid"}, {"step": -1}, {"step": 10**30}, {"kind": "erase"}, {"at": "yesterday"},
        {"at": "2026-11-01T10:00:00"}, {"kind": "position", "position": 101}, {"score": 1},
    ],
)  # fmt: skip
def test_a_bad_item_is_refused_and_holds_up_no_other(report, course, bad):
    first = item(lesson_of(course)) | bad if isinstance(bad, dict) and bad else bad
    assert verdicts(report(first, item(lesson_of(course)))) == ["malformed", "accepted"]


def test_too_much_at_once_is_refused(report, course):
    assert report(raw=" " * 100_001).status_code == 413


def test_a_flood_of_reports_is_stopped(report):
    answers = [report().status_code for _time in range(31)]
    assert set(answers[:-1]) <= {200, 429}
    assert 429 in [*answers, *(report().status_code for _time in range(31))]


@given(claimed=TIMES, earliest=TIMES, now=TIMES)
def test_a_moment_is_never_in_the_future_nor_before_the_seat(claimed, earliest, now):
    moment = moment_of(claimed, earliest=earliest, now=now)
    assert moment <= now
    assert moment >= min(earliest, now)


@given(at=TIMES)
def test_a_time_that_can_be_believed_stays_as_it_is(at):
    assert moment_of(at, earliest=datetime.min.replace(tzinfo=UTC), now=datetime.max.replace(tzinfo=UTC)) == at

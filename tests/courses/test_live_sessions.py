"""Live sessions: the door opens for those with a seat and in time; calendars and My learning know them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Enrolment, LiveSession
from tests.academy.lesson_world import build_session

LINK = "https://meet.example.org/room"


@pytest.fixture
def course(make_course):
    return make_course()


@pytest.fixture
def student(course, make_user, enrol, client):
    person = make_user()
    enrol(person, course)
    client.force_login(person)
    return person


@pytest.fixture
def join(client):
    """Return a closure ``join(session)`` that goes to the door."""
    return lambda session: client.get(reverse("live_session_join", args=[session.pk]))


def session_in(course, **delta) -> LiveSession:
    return build_session(course, starts_at=timezone.now() + timedelta(**delta), minutes=60)


@pytest.mark.parametrize("delta", [{"minutes": 14}, {"minutes": 0}, {"minutes": -59}])
def test_the_door_leads_in_from_a_quarter_of_an_hour_before_to_the_end(student, course, join, delta):
    response = join(session_in(course, **delta))
    assert (response.status_code, response.url) == (302, LINK)


@pytest.mark.parametrize(("delta", "words"), [({"minutes": 16}, "The door opens on"), ({"minutes": -61}, "is over")])
def test_before_and_after_the_door_says_so_and_keeps_the_link(student, course, join, delta, words):
    text = join(session_in(course, **delta)).content.decode()
    assert words in text and LINK not in text


def test_nobody_without_a_seat_gets_the_link(course, make_user, client, join):
    session = session_in(course, minutes=1)
    assert "/accounts/login/" in join(session).url
    client.force_login(make_user())
    response = join(session)
    assert response.status_code == 403 and LINK not in response.content.decode()


def test_a_seat_that_has_ended_does_not_open_the_door(student, course, join):
    Enrolment.objects.update(access=Enrolment.Access.ENDED)
    assert join(session_in(course, minutes=1)).status_code == 403


def test_the_calendar_file_names_time_and_our_own_door(student, course, client):
    session = build_session(
        course, title="Neck, jaw; and more", starts_at=datetime(2030, 7, 1, 18, 0, tzinfo=UTC), minutes=90
    )
    response = client.get(reverse("live_session_calendar", args=[session.pk]))
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20300701T180000Z\r\n" in text and "DTEND:20300701T193000Z\r\n" in text
    assert r"SUMMARY:Neck\, jaw\; and more" in text
    assert f"/learn/live/{session.pk}/join/" in text.replace("\r\n ", "") and LINK not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_calendar_file_is_for_those_with_a_seat(course, make_user, client):
    session = session_in(course, days=1)
    client.force_login(make_user())
    assert client.get(reverse("live_session_calendar", args=[session.pk])).status_code == 403


def test_times_are_british_and_say_which(course):
    session = build_session(course, starts_at=datetime(2030, 7, 1, 18, 0, tzinfo=UTC))
    assert session.zone_words == "UK time, BST"


def test_my_learning_shows_the_next_session_and_not_one_that_is_over(student, course, client):
    session_in(course, hours=-2)
    LiveSession.objects.update(title="Over", key="over")
    session_in(course, days=2)
    text = client.get("/learn/").content.decode()
    assert "Next live session" in text and "Your questions on palpation" in text and "Over" not in text


def test_my_learning_shows_no_session_of_a_course_without_a_seat(student, make_course, client):
    session_in(make_course(), days=1)
    assert "Next live session" not in client.get("/learn/").content.decode()


def test_my_learning_costs_the_same_with_many_courses_and_sessions(student, course, make_course, enrol, client):
    def cost() -> int:
        client.get("/learn/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/learn/")
        return len(queries)

    session_in(course, days=1)
    few = cost()
    for number in range(3):
        more = make_course()
        enrol(student, more)
        for day in range(4):
            build_session(more, key=f"s{number}-{day}", starts_at=timezone.now() + timedelta(days=day + 1))
    assert cost() == few <= 8


def test_a_session_needs_a_place_or_a_link(course):
    session = LiveSession(course=course, key="k", title="T", starts_at=timezone.now())
    with pytest.raises(ValidationError):
        session.full_clean()

"""Students in the staff area: who may see them, how far they are, what staff may do."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditRecord
from courses.models import Enrolment
from courses.services.progress import complete_step
from tests.courses.places import lesson_of

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def sign_in_staff(make_user, client):
    """Return a closure that signs in staff with permissions on seats."""

    def sign_in(*codenames: str):
        person, group = make_user(is_staff=True), Group.objects.create(name="office")
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
        person.groups.add(group)
        client.force_login(person)
        return person

    return sign_in


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_staff_see_students_with_their_progress(make_course, make_user, enrol, sign_in_staff, client):
    course = make_course(title="Palpation")
    seat = enrol(make_user("rosalind@example.com"), course)
    complete_step(enrolment=seat, step=lesson_of(course), at=timezone.now())
    sign_in_staff("view_enrolment")
    text = text_of(client.get("/staff/students/"))
    assert all(words in text for words in ["rosalind@example.com", "Palpation", "50 % (1 of 2 steps)"])


def test_staff_without_the_permission_see_no_students(make_course, sign_in_staff, client):
    sign_in_staff()
    assert client.get("/staff/students/").status_code == 302


@pytest.mark.parametrize("query", ["q=rosalind@example.com", "q=Franklin"])
def test_students_are_found_by_address_and_name(query, make_course, make_user, enrol, sign_in_staff, client):
    course = make_course()
    enrol(make_user("rosalind@example.com", legal_name="Rosalind Franklin"), course)
    enrol(make_user("other@example.com"), course)
    sign_in_staff("view_enrolment")
    text = text_of(client.get(f"/staff/students/?{query}"))
    assert ("rosalind@example.com" in text, "other@example.com" in text) == (True, False)


def test_students_are_filtered_by_course(make_course, make_user, enrol, sign_in_staff, client):
    here, there = make_course(), make_course()
    enrol(make_user("here@example.com"), here)
    enrol(make_user("there@example.com"), there)
    sign_in_staff("view_enrolment")
    text = text_of(client.get(f"/staff/students/?course={here.pk}"))
    assert ("here@example.com" in text, "there@example.com" in text) == (True, False)


def test_the_list_takes_the_same_queries_however_many_students(make_course, make_user, enrol, sign_in_staff, client):
    course, counts = make_course(), []
    sign_in_staff("view_enrolment")
    for number in (2, 8):
        for _student in range(number):
            complete_step(enrolment=enrol(make_user(), course), step=lesson_of(course), at=timezone.now())
        for _visit in range(2):
            client.get("/staff/students/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/staff/students/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_seat_shows_each_step(make_course, make_user, enrol, sign_in_staff, client):
    seat = enrol(make_user(), make_course())
    sign_in_staff("view_enrolment")
    assert "Lesson 1.2" in text_of(client.get(f"/staff/students/{seat.pk}/"))


def test_staff_pause_a_seat_with_a_reason(make_course, make_user, enrol, sign_in_staff, client):
    seat, staff = enrol(make_user(), make_course()), sign_in_staff("view_enrolment", "change_enrolment")
    client.post(f"/staff/students/{seat.pk}/access/", {"access": "paused", "reason": "On leave"})
    seat.refresh_from_db()
    record = AuditRecord.objects.get(action="enrolment.access")
    assert (seat.access, record.reason, record.actor) == ("paused", "On leave", staff)


def test_pausing_needs_a_reason(make_course, make_user, enrol, sign_in_staff, client):
    seat = enrol(make_user(), make_course())
    sign_in_staff("view_enrolment", "change_enrolment")
    client.post(f"/staff/students/{seat.pk}/access/", {"access": "paused", "reason": ""})
    seat.refresh_from_db()
    assert seat.access == Enrolment.Access.OPEN


def test_who_may_only_look_cannot_change_a_seat(make_course, make_user, enrol, sign_in_staff, client):
    seat = enrol(make_user(), make_course())
    sign_in_staff("view_enrolment")
    client.post(f"/staff/students/{seat.pk}/access/", {"access": "ended", "reason": "x"})
    seat.refresh_from_db()
    assert seat.access == Enrolment.Access.OPEN


def test_staff_give_a_seat_to_someone_with_an_account(make_course, make_user, sign_in_staff, client):
    course, student = make_course(), make_user("new@example.com")
    sign_in_staff("view_enrolment", "change_enrolment")
    client.post("/staff/students/give/", {"email": "new@example.com", "course": course.pk})
    assert Enrolment.objects.get().student == student


def test_a_seat_for_an_unknown_address_is_refused_in_words(make_course, sign_in_staff, client):
    course = make_course()
    sign_in_staff("view_enrolment", "change_enrolment")
    response = client.post("/staff/students/give/", {"email": "nobody@example.com", "course": course.pk})
    assert "Nobody has an account with this address." in text_of(response)


def test_the_home_page_says_what_waits(make_course, make_user, enrol, sign_in_staff, client):
    enrol(make_user(), make_course(), access=Enrolment.Access.PAUSED)
    sign_in_staff("view_enrolment", "change_enrolment")
    assert "seat is paused" in text_of(client.get("/staff/"))


def test_the_home_page_says_when_nothing_waits(home, sign_in_staff, client):
    sign_in_staff()
    assert "What waits for you today" in text_of(client.get("/staff/"))

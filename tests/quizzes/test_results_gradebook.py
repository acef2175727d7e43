"""The gradebook of a course, its filters and what is taken along of it."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditRecord, User
from courses.models import Enrolment
from tests.quizzes.conftest import NOON
from tests.quizzes.results_world import make_seats, write_sittings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def staff(make_user, client):
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def quiz(make_quiz):
    return make_quiz(questions=2)


@pytest.fixture
def three(quiz):
    """Ann has passed at her second attempt, Ben has not, Cai has not tried."""
    seats = make_seats(quiz, 3)
    for seat, name in zip(seats, ("Ann", "Ben", "Cai"), strict=True):
        User.objects.filter(pk=seat.student_id).update(legal_name=name, email=f"{name.lower()}@example.com")
    write_sittings(quiz, [[1, 0], [0, 1]], seats=seats[:2])
    write_sittings(quiz, [[1, 1]], seats=seats[:1])
    Enrolment.objects.filter(pk=seats[2].pk).update(started_at=NOON + timedelta(days=40))
    return seats


def book(client, quiz, **filters):
    chosen = {"quiz": quiz.pk} if filters.pop("only", False) else {}
    return client.get(reverse("gradebook", args=[quiz.course.pk]), filters | chosen)


def names(response) -> list[str]:
    return [line.seat.student.legal_name for line in response.context["lines"]]


def take(client, quiz, form: str = "csv", query: str = ""):
    response = client.post(reverse("gradebook_export", args=[quiz.course.pk]) + query, {"format": form})
    return b"".join(response.streaming_content)


def table(client, quiz, query: str = "") -> list[list[str]]:
    return list(csv.reader(StringIO(take(client, quiz, query=query).decode())))


def test_it_shows_the_best_score_whether_passed_and_how_many_attempts(staff, client, quiz, three):
    cells = [line.cells[0] for line in book(client, quiz).context["lines"]]
    told = [cell and (float(cell.percent), cell.passed, cell.attempts) for cell in cells]
    assert told == [(100.0, True, 2), (50.0, False, 1), None]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Ann", "Ben", "Cai"]),
        ({"q": "ben"}, ["Ben"]),
        ({"q": "cai@example"}, ["Cai"]),
        ({"result": "passed"}, ["Ann"]),
        ({"result": "not_passed"}, ["Ben", "Cai"]),
        ({"since": "2026-03-20"}, ["Cai"]),
        ({"until": "2026-03-20"}, ["Ann", "Ben"]),
        ({"since": "nonsense"}, ["Ann", "Ben", "Cai"]),
    ],
)
def test_filters(staff, client, quiz, three, filters, found):
    assert names(book(client, quiz, **filters)) == found


def test_one_quiz_may_be_chosen(staff, client, quiz, three):
    assert book(client, quiz, only=True, result="passed").context["quizzes"] == [quiz]


def test_fifty_students_stand_on_a_page(staff, client, quiz):
    make_seats(quiz, 51)
    assert [len(names(book(client, quiz, p=number))) for number in (1, 2)] == [50, 1]


def test_a_page_asks_the_database_as_often_for_many_as_for_few(staff, client, quiz):
    counts = []
    for size in (2, 2, 30):
        write_sittings(quiz, [[1, 0]] * size)
        with CaptureQueriesContext(connection) as queries:
            book(client, quiz)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_a_file_asks_the_database_as_often_for_many_as_for_few(staff, client, quiz):
    counts = []
    for size in (2, 2, 120):
        write_sittings(quiz, [[1, 0]] * size)
        with CaptureQueriesContext(connection) as queries:
            assert len(take(client, quiz).splitlines()) > size
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_file_has_everybody_who_is_filtered(staff, client, quiz, three):
    rows = table(client, quiz, "?result=not_passed")
    assert rows[0][3:] == [f"{quiz.title}: {part}" for part in ("best score in %", "passed", "attempts")]
    assert [(row[0], *row[3:]) for row in rows[1:]] == [("Ben", "50.0", "no", "1"), ("Cai", "", "", "0")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(staff, client, quiz, three, start):
    evil = f"{start}HYPERLINK(1)"
    User.objects.filter(legal_name="Ann").update(legal_name=evil)
    assert f"'{evil}" in [row[0] for row in table(client, quiz)]
    sheet = load_workbook(BytesIO(take(client, quiz, "xlsx"))).active
    cells = [row[0] for row in sheet.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("'") for cell in cells)


def test_taking_it_along_leaves_a_record_without_the_words_sought(staff, client, quiz, three):
    take(client, quiz, "xlsx", "?q=ben&result=not_passed")
    kept = AuditRecord.objects.get(action="gradebook.export")
    assert (kept.actor, kept.target_id, kept.to_value, kept.reason) == (
        staff,
        str(quiz.course.pk),
        "xlsx, 1 students",
        "words, result",
    )


def test_a_visit_takes_nothing_along(staff, client, quiz):
    assert client.get(reverse("gradebook_export", args=[quiz.course.pk])).status_code == 405


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_item_analysis_is_taken_along(staff, client, quiz, form):
    write_sittings(quiz, [[1, 0], [1, 1], [1, 0]])
    response = client.get(reverse("results_items", args=[quiz.pk]), {"format": form})
    body = b"".join(response.streaming_content)
    if form == "xlsx":
        rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(body)).active.iter_rows()]
    else:
        rows = list(csv.reader(StringIO(body.decode())))
    assert [str(row[5]) for row in rows[1:]] == ["3", "3"]
    assert rows[1][8] == "no_variance"


def test_the_list_of_results_leads_to_courses_and_quizzes(staff, client, quiz, three):
    html = client.get(reverse("results")).content.decode()
    places = [reverse("gradebook", args=[quiz.course.pk]), reverse("results_quiz", args=[quiz.pk])]
    assert all(place in html for place in places)

"""The results of a quiz as staff read them."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.models import Attempt, QuizPage, Response
from quizzes.remedies import Remedy
from quizzes.results.choosing import Which, sittings_of
from quizzes.results.figures import item_lines, quiz_figures
from quizzes.results.reading import read_results
from quizzes.services import bank
from quizzes.statistics import ItemInfo, NoFigure, Reason, Sheet, analyse_items, analyse_quiz, cronbach_alpha
from tests.quizzes import data
from tests.quizzes.conftest import NOON
from tests.quizzes.results_world import make_seats, write_sittings
from tests.quizzes.statistics.sheets import FIVE, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]

ROWS = [[int(mark) for mark in row.split()] for row in FIVE]


@pytest.fixture
def assessor(make_user, client):
    """Sign in somebody who may do everything."""
    client.force_login(make_user(is_staff=True, is_superuser=True))


@pytest.fixture
def quiz(make_quiz):
    return make_quiz(questions=3)


def page(client, quiz, **more) -> str:
    return client.get(reverse("results_quiz", args=[quiz.pk]), more).content.decode()


def test_the_figures_are_those_of_the_pure_package(quiz):
    write_sittings(quiz, ROWS)
    figures, lines = quiz_figures(results_of(quiz)), item_lines(results_of(quiz))
    sheet = sheet_of(FIVE, passed=(True, False, False, False, False), seconds=(600.0,) * 5)
    assert figures == analyse_quiz(sheet)
    for line, expected in zip(lines, analyse_items(sheet), strict=True):
        names = ("attempts", "facility", "index", "efficiency", "point_biserial", "upper_lower", "effective_weight")
        assert [getattr(line.figures, name) for name in names] == [getattr(expected, name) for name in names]


def results_of(quiz, which=Which.FIRST):
    return read_results(quiz=quiz, which=which)


@pytest.mark.parametrize(("which", "numbers"), [("first", [1]), ("last", [3]), ("best", [2]), ("all", [1, 2, 3])])
def test_the_address_chooses_which_attempts_count(quiz, which, numbers):
    seats = make_seats(quiz, 1)
    for row in ([0, 0, 1], [1, 1, 1], [0, 1, 1]):
        write_sittings(quiz, [row], seats=seats)
    assert list(sittings_of(quiz.pk, Which(which)).values_list("number", flat=True)) == numbers


def test_an_abandoned_attempt_counts_nowhere(quiz):
    seats = make_seats(quiz, 1)
    first, second = (write_sittings(quiz, [row], seats=seats)[0] for row in ([0, 0, 0], [1, 1, 1]))
    Attempt.objects.filter(pk=first.pk).update(state=Attempt.State.ABANDONED, score=None)
    assert list(sittings_of(quiz.pk, Which.FIRST)) == [second]


def test_a_question_has_a_column_for_each_revision_and_alpha_takes_them_together(quiz):
    write_sittings(quiz, ROWS)
    bank.upsert_question(key="q1", data=data.sba("q1", stem="Quite another stem"), at=NOON)
    quiz = QuizPage.objects.get(pk=quiz.pk)  # which asks what is in the bank now
    write_sittings(quiz, ROWS)
    results = results_of(quiz)
    assert [line.label.split("?")[0] for line in item_lines(results)][:2] == [
        "Quite another stem",
        "Which finding supports an active trigger point",
    ]
    assert [line.figures.attempts for line in item_lines(results)] == [5, 5, 10, 10]
    assert isinstance(quiz_figures(results).alpha, float)


def test_alpha_is_none_where_papers_asked_different_questions(quiz):
    write_sittings(quiz, ROWS)
    bank.upsert_question(key="more", data=data.sba("more"), at=NOON)
    items = [{"question": name} for name in ("q1", "q2", "more")]
    changed = bank.upsert_quiz(
        module=quiz.get_parent().specific, data={"title": quiz.title, "slug": quiz.slug, "items": items}, at=NOON
    )
    write_sittings(changed, ROWS)
    assert quiz_figures(results_of(changed)).alpha == NoFigure(Reason.DIFFERENT_ITEMS)


@pytest.mark.parametrize(("sittings", "said"), [(29, True), (30, False)])
def test_the_page_says_below_thirty_sittings_that_they_are_too_few(assessor, client, quiz, sittings, said):
    write_sittings(quiz, [[1, 0, n % 2] for n in range(sittings)])
    assert ("Too few to judge" in page(client, quiz)) is said


@pytest.mark.parametrize("rows", [[], [[1, 1, 1]], [[1, 1, 1], [1, 1, 1]]], ids=["none", "one", "all the same"])
def test_a_quiz_without_variance_has_figures_missing_and_no_error(assessor, client, quiz, rows):
    write_sittings(quiz, rows)
    html = page(client, quiz)
    assert ("All results are the same" in html) is (len(rows) == 2)


def test_the_charts_have_their_numbers_in_a_table(assessor, client, quiz):
    write_sittings(quiz, ROWS)
    html = page(client, quiz)
    assert html.count('role="img"') == html.count('<svg class="results__chart') == 3
    assert "March 2026" in html
    assert "style=" not in html.split('class="results"')[1].split("</main>")[0]


@pytest.mark.parametrize("name", ["results", "results_quiz", "results_items", "results_question", "results_case"])
def test_a_page_asks_the_database_as_often_for_many_sittings_as_for_few(assessor, client, make_quiz, name):
    quiz, counts = make_quiz(questions=1, cases=1), []
    for size in (2, 2, 40):
        write_sittings(quiz, [[1, 0, n % 2, 1] for n in range(size)])
        question, case = results_of(quiz).asked
        what = {"results": [], "results_question": [quiz.pk, question.key], "results_case": [quiz.pk, case.id]}
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse(name, args=what.get(name, [quiz.pk])))
        assert answer.status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_what_a_regrade_dropped_is_no_item_of_the_statistics(quiz):
    attempts = write_sittings(quiz, ROWS)
    Response.objects.filter(attempt__in=attempts, item=2).update(remedy=Remedy.DROP)
    results = results_of(quiz)
    two = tuple(ItemInfo(f"q{number}", 1.0) for number in (1, 3))
    rows = tuple((float(row[0]), float(row[2])) for row in ROWS)
    assert item_lines(results)[1].figures.facility == NoFigure(Reason.NOBODY)
    assert quiz_figures(results).alpha == cronbach_alpha(Sheet(items=two, rows=rows))


def test_a_question_shows_what_became_of_its_options(assessor, client, quiz):
    write_sittings(quiz, ROWS)
    column = results_of(quiz).asked[0].key
    response = client.get(reverse("results_question", args=[quiz.pk, column]))
    chosen = {option.text: option.figures.chosen for option in response.context["question"].options}
    assert chosen == {"A taut band": 2, "Familiar pain": 3, "A twitch": 0}


@pytest.mark.parametrize(("name", "what"), [("results_question", "q0-0-1"), ("results_case", 1)])
def test_what_nobody_was_asked_leads_back_to_the_quiz(assessor, client, quiz, name, what):
    write_sittings(quiz, ROWS)
    response = client.get(reverse(name, args=[quiz.pk, what]), {"which": "last"})
    assert response["Location"] == reverse("results_quiz", args=[quiz.pk]) + "?which=last"


def test_a_case_shows_where_it_was_lost(assessor, client, make_quiz):
    quiz = make_quiz(questions=0, cases=1)
    write_sittings(quiz, [[1, 1, 1], [1, 0, 1], [0, 1, 1]])
    case = results_of(quiz).asked[0]
    found = client.get(reverse("results_case", args=[quiz.pk, case.id])).context["case"]
    assert (found.runs, found.unbroken, found.failed) == (3, 1, 1)
    assert [stage.lost for stage in found.stages] == [1, 1, 0]


def test_outcomes_add_up_over_questions_and_cases(assessor, client, make_quiz):
    bank.upsert_question(key="q1", data=data.sba("q1", outcome="Palpate"), at=NOON)
    bank.upsert_question(key="q2", data=data.sba("q2"), at=NOON)
    bank.upsert_case(key="c1", data=data.case("c1"), at=NOON)
    quiz = make_quiz(questions=0, items=[{"question": "q1", "marks": 2}, {"question": "q2"}, {"case": "c1"}])
    write_sittings(quiz, [[1, 0, 1, 0, 0], [1, 1, 0, 0, 0]])
    outcomes = client.get(reverse("results_quiz", args=[quiz.pk])).context["outcomes"]
    assert [(one.name, round(one.earned, 2), one.available) for one in outcomes] == [
        ("Case: The headache that starts at the desk", 0.33, 2.0),
        ("Other questions", 1.0, 2.0),
        ("Palpate", 4.0, 4.0),
    ]


@pytest.mark.parametrize("name", ["results_quiz", "results_items", "gradebook"])
def test_without_the_permission_nobody_reads_results(make_user, client, quiz, name):
    editor = make_user(is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    client.force_login(editor)
    pk = quiz.course.pk if name == "gradebook" else quiz.pk
    assert client.get(reverse(name, args=[pk])).status_code == 302

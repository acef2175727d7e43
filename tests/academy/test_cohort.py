"""The demo's simulated cohort: answers that follow the model, kept as real sittings are, and nothing beyond them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction

from academy.demo.cohort.keeping import address_of, keep_cohort
from academy.demo.cohort.traits import choose_flawed
from accounts.models import AuditRecord, User
from certificates.models import Certificate
from courses.models import Enrolment, ModulePage, Order, StepRecord
from quizzes.grading import grade
from quizzes.models import Attempt, Question, QuizPage, Response, Script
from quizzes.results.choosing import Which
from quizzes.results.figures import item_lines
from quizzes.results.questions import question_results
from quizzes.results.reading import read_results
from quizzes.services import bank
from quizzes.services.freezing import freeze
from quizzes.types import read
from tests.quizzes import data
from tests.quizzes.conftest import NOON
from tests.quizzes.desk import make_marker

__all__ = ["make_marker"]

pytestmark = pytest.mark.django_db

SEED = 7
LEVELS = ("easy", "medium", "hard")
WORDED = {
    "type": "short",
    "stem": "What do you say?",
    "answers": [{"text": "Would you like to stop here?"}],
    "otherwise": "marker",
}


def four_options(key: str, **more) -> dict:
    options = [{"text": text, "correct": text == "B"} for text in "ABCD"]
    return data.sba(key, options=options) | more


@pytest.fixture
def course(make_course):
    return make_course(lessons=2)


@pytest.fixture
def write_quiz(course):
    """Return a closure: a quiz of the course that asks these ``items``."""

    def write(items: list[dict], **fields) -> QuizPage:
        module = ModulePage.objects.child_of(course).first()
        return bank.upsert_quiz(module=module, data={"title": "Quiz", "slug": "quiz", "items": items} | fields, at=NOON)

    return write


@pytest.fixture
def plain_quiz(write_quiz):
    """A quiz of thirty questions, ten of each set difficulty."""
    keys = [f"{level}-{number:02}" for level in LEVELS for number in range(10)]
    for key in keys:
        bank.upsert_question(key=key, data=four_options(key, difficulty=key.split("-")[0]), at=NOON)
    return write_quiz([{"question": key} for key in keys])


@pytest.fixture
def branching_quiz(write_quiz):
    """A quiz of one case: who is right at first skips the second stage; at the third somebody must read."""
    case = data.case("leave-it")
    first, second, third = case["stages"]
    first = first | {"branches": [{"when": "right", "to": "Afterwards"}]}
    bank.upsert_case(key="leave-it", data=case | {"stages": [first, second, third | {"decision": WORDED}]}, at=NOON)
    return write_quiz([{"case": "leave-it"}])


@pytest.fixture
def simulate(course, make_marker):
    """Return a closure: that many students live in the course until noon."""
    staff = {role: make_marker(role) for role in ("administrator", "assessor")}

    def run(students: int = 120, seed: int = SEED) -> int:
        return keep_cohort(course=course, students=students, seed=seed, staff=staff, at=NOON, say=lambda words: None)

    return run


def rows() -> list[tuple]:
    """Everything about the sittings that is not drawn anew for safety's sake."""
    fields = ("attempt__enrolment__student__email", "attempt__number", "attempt__seed", "attempt__started_at")
    fields += ("attempt__submitted_at", "attempt__state", "attempt__score", "item", "answer", "mark", "saved_at")
    return list(Response.objects.order_by(*fields[:2], "item").values_list(*fields))


def lines_of(quiz: QuizPage) -> dict:
    keys = dict(Question.objects.values_list("pk", "key"))
    return {keys[line.asked.id]: line for line in item_lines(read_results(quiz=quiz, which=Which.FIRST))}


def test_facility_falls_with_the_difficulty_that_authors_set(plain_quiz, simulate):
    simulate()
    lines, flawed = lines_of(plain_quiz), choose_flawed(list(lines_of(plain_quiz)), seed=SEED)
    easy, medium, hard = (
        [line.figures.facility for key, line in lines.items() if key.startswith(level) and key not in flawed]
        for level in LEVELS
    )
    means = [sum(own) / len(own) for own in (easy, medium, hard)]
    assert means == sorted(means, reverse=True)
    assert means[0] - means[2] > 0.2


def test_questions_discriminate_but_for_those_that_are_flawed_on_purpose(plain_quiz, simulate):
    simulate()
    lines = lines_of(plain_quiz)
    below = {key for key, line in lines.items() if line.figures.point_biserial < 0}
    assert below == set(choose_flawed(list(lines), seed=SEED))


def test_one_distractor_does_no_work(plain_quiz, simulate):
    simulate()
    results = read_results(quiz=plain_quiz, which=Which.FIRST)
    line = lines_of(plain_quiz)["hard-03"]
    shown = question_results(quiz=plain_quiz, which=Which.FIRST, results=results, asked=line.asked)
    assert sorted(one.figures.functional for one in shown.options if not one.figures.key) == [False, True, True]


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(plain_quiz, simulate):
    seen = []
    for seed in (SEED, SEED, SEED + 1):
        with transaction.atomic():
            simulate(6, seed)
            seen.append(rows())
            transaction.set_rollback(True)
    assert (seen[0] == seen[1], seen[0] == seen[2]) == (True, False)


def test_a_second_run_changes_nothing(branching_quiz, simulate):
    simulate(20)
    before = [rows(), AuditRecord.objects.count(), StepRecord.objects.count(), Script.objects.count()]
    assert simulate(20) == 0
    assert [rows(), AuditRecord.objects.count(), StepRecord.objects.count(), Script.objects.count()] == before


def test_a_larger_cohort_keeps_the_students_of_a_smaller_one(plain_quiz, simulate):
    simulate(3)
    before = rows()
    assert simulate(5) == 2
    assert [row for row in rows() if row[0] <= address_of(3)] == before


def test_each_paper_is_what_the_quiz_gives_for_its_seed(branching_quiz, plain_quiz, simulate):
    simulate(3)
    for attempt in Attempt.objects.select_related("quiz"):
        frozen = freeze(attempt.quiz, seed=attempt.seed)
        asked = dict(attempt.responses.values_list("item", "definition"))
        assert (attempt.frozen_paper, asked) == (frozen.paper, frozen.definitions)


def test_each_result_is_what_marking_gives(plain_quiz, simulate):
    simulate(10)
    for attempt in Attempt.objects.all():
        responses = list(attempt.responses.all())
        definitions = {one.item: read(one.definition) for one in responses}
        result = grade(attempt.frozen_paper, definitions, {one.item: one.answer for one in responses})
        assert (result.passed, float(result.score)) == (attempt.passed, pytest.approx(float(attempt.score)))


def test_students_see_only_the_stages_that_their_answers_lead_to(branching_quiz, simulate):
    simulate(40)
    ways = set()
    for attempt in Attempt.objects.all():
        seen = attempt.responses.filter(revealed=True)
        assert not attempt.responses.filter(revealed=False).exclude(answer=None).exists()
        assert list(seen.filter(locked_at=None).values_list("item", flat=True)) == [3]
        ways.add(tuple(seen.values_list("item", flat=True)))
    assert ways == {(1, 3), (1, 2, 3)}


def test_what_people_mark_is_marked_but_for_the_newest(write_quiz, simulate):
    bank.upsert_question(key="words", data=WORDED | {"key": "words"}, at=NOON)
    for number in range(12):
        write_quiz([{"question": "words"}], slug=f"quiz-{number}", title=f"Quiz {number}")
    simulate(20)
    newest = NOON - timedelta(days=4)
    states = {(script.handed_in_at >= newest, script.state) for script in Script.objects.all()}
    assert states == {(False, "released"), (True, "waiting")}


def test_who_is_too_slow_is_handed_in_by_the_clock(write_quiz, simulate):
    for number in range(12):
        bank.upsert_question(key=f"q{number}", data=data.sba(f"q{number}"), at=NOON)
    write_quiz([{"question": f"q{number}"} for number in range(12)], time_limit=10)
    simulate(30)
    late = Attempt.objects.filter(ended_by="deadline").values_list("submitted_at", "deadline")
    assert 0 < len(late) < Attempt.objects.count()
    assert all(submitted == deadline for submitted, deadline in late)


def test_passed_quizzes_and_read_lessons_count_as_progress(plain_quiz, simulate):
    simulate(8)
    passed = set(Attempt.objects.filter(passed=True).values_list("enrolment", flat=True))
    done = StepRecord.objects.filter(step=plain_quiz, completed_at__isnull=False)
    assert passed == set(done.values_list("enrolment", flat=True))
    assert StepRecord.objects.exclude(step=plain_quiz).filter(completed_at__isnull=False).count() == 16


def test_seats_are_given_by_staff_and_nothing_is_mailed_sold_or_certified(plain_quiz, simulate):
    simulate(5)
    granted = AuditRecord.objects.filter(action="enrolment.grant", to_value="given by staff", actor__isnull=False)
    assert (granted.count(), set(Enrolment.objects.values_list("order", flat=True))) == (5, {None})
    assert (mail.outbox, Order.objects.count(), Certificate.objects.count()) == ([], 0, 0)


def test_nobody_signs_in_as_a_simulated_student_by_password(plain_quiz, simulate):
    simulate(2)
    assert not any(user.has_usable_password() for user in User.objects.filter(email__startswith="student-"))


def test_the_command_fills_a_course_in_the_demo(plain_quiz, course, simulate, settings):
    settings.DEMO = True
    call_command("simulate_cohort", students=2, seed=SEED, course=course.slug, verbosity=0)
    assert Enrolment.objects.filter(course=course).count() == 2


def test_the_command_refuses_outside_the_demo(course):
    with pytest.raises(CommandError, match="demo only"):
        call_command("simulate_cohort", students=2, course=course.slug)

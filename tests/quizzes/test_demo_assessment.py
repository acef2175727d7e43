"""What the demo's Level 4 asks of people who mark: its written case study, and the cases with a marked answer."""

import pytest
import yaml
from django.urls import reverse

from academy.demo.courses import COURSES
from courses.models import LessonPage, ModulePage
from courses.outline import get_outline
from courses.services.progress import complete_step
from courses.sources.reading import read_course
from quizzes.models import Attempt, QuizPage, Response, Script
from quizzes.services import bank
from quizzes.services.marking import finish
from quizzes.services.scripts import take
from quizzes.types import read, type_of
from quizzes.types.rubric import rubric_of
from tests.quizzes.conftest import NOON, hand_in, reveal, save
from tests.quizzes.desk import make_marker
from tests.quizzes.practising import build_log, build_practical, countersign, observe, sign_off, write_entry

__all__ = ["make_marker"]

pytestmark = pytest.mark.django_db

LEVEL_4 = COURSES / "level-4-nmt"
MARKED_CASES = ("case-09-rolling-over", "case-16-leave-it", "case-20-no-time-for-herself")
OWN_WORDS = "I would say it in another way than the file does."


def told(file: str):
    return yaml.safe_load((LEVEL_4 / file).read_text(encoding="utf-8"))


def give_best(script: Script, marker) -> None:
    levels = {row.id: row.levels[-1].id for row in rubric_of(read(script.response.definition))}
    taken = take(script=script, assessor=marker)
    finish(script=taken, assessor=marker, levels=levels, comment="Clear.", at=NOON)


@pytest.fixture
def case_study():
    """Return a closure that loads the demo's written case study into a module."""

    def load(module: ModulePage) -> QuizPage:
        (question,) = told("m7-practice/case-study-bank.yaml")["questions"]
        bank.upsert_question(key=question["key"], data=question, at=NOON)
        return bank.upsert_quiz(module=module, data=told("m7-practice/case-study.yaml"), at=NOON)

    return load


@pytest.fixture
def sit_case(make_quiz, sit):
    """Return a closure: a student goes through a case of the demo, in their own words where words are asked for."""

    def go(key: str) -> Attempt:
        entry = next(one for one in told("m6-conditions/cases.yaml")["cases"] if one["key"] == key)
        bank.upsert_case(key=key, data=entry, at=NOON)
        attempt = sit(make_quiz(items=[{"case": key}]))
        *earlier, last = attempt.responses.all()
        for response in earlier:
            save(attempt, response.item, answer_to(response))
            reveal(attempt, response.item)
        save(attempt, last.item, answer_to(last))
        return attempt

    return go


def answer_to(response: Response) -> object:
    definition = read(response.definition)
    return OWN_WORDS if definition.type == "short" else type_of(definition).solve(definition)


@pytest.fixture
def desk(client, make_marker):
    """Return a closure: the page of a script as a marker reads it, the queue without one."""
    client.force_login(make_marker())

    def read_page(script: Script | None = None) -> str:
        address = reverse("marking_desk:mark", args=[script.pk]) if script else reverse("marking_desk:index")
        return client.get(address).content.decode()

    return read_page


@pytest.mark.parametrize("key", MARKED_CASES)
def test_an_answer_in_other_words_leads_on_and_makes_the_attempt_wait(sit_case, key):
    attempt = hand_in(sit_case(key))
    script = Script.objects.get(response__attempt=attempt)
    assert (attempt.state, script.response.answer, script.response.fraction) == ("submitted", OWN_WORDS, None)
    assert not attempt.responses.filter(revealed=False).exists()


@pytest.mark.parametrize("key", MARKED_CASES)
def test_a_marker_concludes_a_case_with_an_answer_in_other_words(sit_case, make_marker, key):
    attempt = hand_in(sit_case(key))
    give_best(Script.objects.get(response__attempt=attempt), make_marker())
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score, attempt.passed) == ("marked", 1, True)


def test_who_marks_an_answer_of_a_case_reads_the_client_and_what_they_just_said(sit_case, desk, no_second_factor):
    page = desk(Script.objects.get(response__attempt=hand_in(sit_case("case-16-leave-it"))))
    entry = next(one for one in told("m6-conditions/cases.yaml")["cases"] if one["key"] == "case-16-leave-it")
    stage = next(one for one in entry["stages"] if one["decision"]["type"] == "short")
    assert [words in page for words in (entry["title"], stage["title"], "For the marker")] == [True] * 3


def test_no_step_of_level_4_is_only_announced():
    assert [module.meta.outline for module in read_course(LEVEL_4).modules if module.meta.outline] == []


def test_the_case_study_has_five_criteria_of_four_levels_for_two_markers_who_see_no_name():
    (question,) = told("m7-practice/case-study-bank.yaml")["questions"]
    assert [len(row["levels"]) for row in question["rubric"]] == [4] * 5
    assert (question["markers"], question["blind"]) == (2, True)


def test_a_course_with_log_practical_and_case_study_is_completed_by_the_last_mark(
    make_course, case_study, make_user, enrol, sit, make_marker
):
    course = make_course(lessons=1)
    quiz, practical = case_study(ModulePage.objects.child_of(course).first()), build_practical(course)
    log, seat = build_log(course, sample_percent=0), enrol(make_user(), course)
    markers = [make_marker(), make_marker()]
    lesson = next(step for step in get_outline(course.pk).steps if step.kind == LessonPage.step_kind)
    complete_step(enrolment=seat, step=LessonPage.objects.get(pk=lesson.id), at=NOON)
    countersign(observe(seat, practical, markers[0]))
    sign_off(write_entry(seat, log), write_entry(seat, log, client="C-015"), assessor=markers[0])
    attempt = sit(quiz, seat.student)
    save(attempt, 1, "S: an ache. O: two strips. A: a contributor. P: a review.")
    hand_in(attempt)
    done = []
    for marker in markers:
        give_best(Script.objects.get(response__attempt=attempt), marker)
        seat.refresh_from_db()
        done.append(seat.completed_at is not None)
    assert done == [False, True]


def test_the_desk_lists_an_answer_of_a_case_by_what_was_asked(sit_case, desk, no_second_factor):
    hand_in(sit_case("case-16-leave-it"))
    assert "What do you say? Write one or two sentences" in desk()

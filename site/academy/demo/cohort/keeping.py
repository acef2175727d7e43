"""Filling a course with a simulated cohort, and letting the assessor mark what waits; a second run changes nothing.

Seats are given by staff, as an administrator gives them to a group that pays outside the shop: no order, no payment, no
mail. Nobody gets a certificate, since practicals, log and case study stay undone. The students have no password.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.models import Group
from django.db import transaction

from academy.demo.pages import DATA, read_yaml
from accounts.models import User
from accounts.services import audit
from accounts.services.people import enter_person
from courses.models import CoursePage, LessonPage, StepRecord
from courses.outline import get_outline
from courses.services.enrolment import grant_seat
from quizzes.models import Attempt, Question, QuizPage, Response, Script
from quizzes.services.keeping import outcome_words
from quizzes.services.marking import finish
from quizzes.services.scripts import open_scripts, take
from quizzes.types import read
from quizzes.types.rubric import rubric_of

from .press import Press, Words
from .sittings import Sat
from .students import BEGAN, Stretch, Student
from .traits import choose_flawed

STUDENTS, SEED = 150, 1968
#: The marker is at it so long after a script came in; what came in later still waits.
MARKED_AFTER = timedelta(days=4)
#: The part of the way from the lowest to the highest level that an answer deserves.
DESERVES = {"none": 0.0, "half": 0.5, "full": 1.0}
WORDS = DATA / "cohort" / "own_words.yaml"
BATCH = 500


@transaction.atomic
def keep_cohort(
    *, course: CoursePage, students: int, seed: int, staff: dict[str, User], at: datetime, say: Callable[[str], None]
) -> int:
    """Add the students of the cohort who are not there yet, with all that they did until ``at``; return how many."""
    numbers = range(1, students + 1)
    known = set(User.objects.filter(email__in=map(address_of, numbers)).values_list("email", flat=True))
    new = [number for number in numbers if address_of(number) not in known]
    if not new:
        return 0
    words: Words = read_yaml(WORDS)
    stretches = stretches_of(course, seed=seed, words=words)
    cohort = [enrol(number, course, seed=seed, actor=staff["administrator"], at=at) for number in new]
    for student in cohort:
        student.live(stretches, until=at)
    save(cohort)
    say(f"cohort: {len(cohort)} simulated students, {sum(len(one.sittings) for one in cohort)} sittings")
    mark_waiting(cohort, words, assessor=staff["assessor"], at=at)
    return len(cohort)


def address_of(number: int) -> str:
    """Return the address by which a student of the cohort is known."""
    return f"student-{number:03}@example.com"


def enrol(number: int, course: CoursePage, *, seed: int, actor: User, at: datetime) -> Student:
    """Enter one student, with a seat that staff gave some weeks ago."""
    draw = Random(f"{seed}/student/{number}")  # noqa: S311
    began = at - timedelta(days=draw.uniform(*BEGAN))
    person = enter_person(
        email=address_of(number), legal_name=f"Student {number:03} (demo)", preferred_name=f"Student {number:03}"
    )
    person.groups.add(Group.objects.get(name="student"))
    seat = grant_seat(student=person, course=course, at=began, actor=actor)
    return Student(seat, draw.gauss(0, 1), draw)


def stretches_of(course: CoursePage, *, seed: int, words: Words) -> list[Stretch]:
    """Return the course as lessons that lead to a quiz; what people mark from first to last is left out."""
    steps = get_outline(course.pk).steps
    quizzes = QuizPage.objects.in_bulk([step.id for step in steps])
    names = Question.objects.filter(live=True, type="sba").values_list("key", flat=True)
    flaws = choose_flawed(list(names), seed=seed)
    stretches, lessons = [], list[int]()
    for step in steps:
        if step.kind == LessonPage.step_kind:
            lessons.append(step.id)
        elif step.id in quizzes and not is_written(quizzes[step.id]):
            stretches.append(Stretch(tuple(lessons), Press(quizzes[step.id], seed=seed, flaws=flaws, words=words)))
            lessons = []
    return stretches


def is_written(quiz: QuizPage) -> bool:
    """Say whether a quiz asks for an essay."""
    return any(block.block_type == "question" and block.value["question"].type == "written" for block in quiz.items)


def save(cohort: Iterable[Student]) -> None:
    """Write everything down in bulk, and each result into the audit trail, as handing in does."""
    sittings = [sat for student in cohort for sat in student.sittings]
    Attempt.objects.bulk_create([sat.attempt for sat in sittings], batch_size=BATCH)
    Response.objects.bulk_create([one for sat in sittings for one in sat.responses], batch_size=BATCH)
    StepRecord.objects.bulk_create([one for student in cohort for one in student.records.values()], batch_size=BATCH)
    for sat in sittings:
        follow(sat)


def follow(sat: Sat) -> None:
    """Put what waits on the desk, and write down how the sitting ended."""
    attempt = sat.attempt
    handed_in = attempt.submitted_at or attempt.started_at
    if sat.pending:
        open_scripts(attempt=attempt, responses=[r for r in sat.responses if r.item in sat.pending], at=handed_in)
    audit.record(
        action="attempt.submit" if sat.pending else "attempt.mark",
        target=attempt,
        at=handed_in,
        actor=attempt.enrolment.student if attempt.ended_by == Attempt.EndedBy.STUDENT else None,
        from_value=Attempt.State.RUNNING,
        to_value=outcome_words(attempt),
        reason="critical decision" if attempt.critical_failure else "",
    )


def mark_waiting(cohort: Iterable[Student], words: Words, *, assessor: User, at: datetime) -> None:
    """Let the assessor mark what has waited for some days; the newest stay on the desk."""
    own = [sat.attempt.pk for student in cohort for sat in student.sittings if sat.pending]
    waiting = Script.objects.filter(response__attempt__in=own, handed_in_at__lt=at - MARKED_AFTER)
    for script in waiting.select_related("response").order_by("handed_in_at", "pk"):
        taken = take(script=script, assessor=assessor)
        moment = script.handed_in_at + MARKED_AFTER
        finish(script=taken, assessor=assessor, levels=levels_for(taken, words), comment="", at=moment)


def levels_for(script: Script, words: Words) -> dict[str, str]:
    """Return the level that the file of answers says for an answer; other words, such as ``not sure``, earn none."""
    deserved = {text: level for answers in words.values() for level, texts in answers.items() for text in texts}
    level = deserved.get(str(script.response.answer), "none")
    rubric = rubric_of(read(script.response.definition))
    return {row.id: row.levels[round(DESERVES[level] * (len(row.levels) - 1))].id for row in rubric}

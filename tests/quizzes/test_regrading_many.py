"""Five hundred attempts, and random small papers: the preview is the result, and undoing restores every row."""

from random import Random
from time import perf_counter
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from certificates.models import Certificate, StatusList
from courses.models import Enrolment
from quizzes.models import Attempt, Question, Response
from quizzes.services.doubts import open_doubts
from quizzes.services.freezing import freeze
from quizzes.services.regrade_sheets import fresh_sheet
from quizzes.types import QUESTION_TYPES, read
from tests.quizzes.conftest import NOON
from tests.quizzes.regrading import correct, old_revisions, preview, regrade, rows, undo

pytestmark = pytest.mark.django_db
MANY = 500


@pytest.fixture
def boss(make_user):
    return make_user()


def guessed(definition: dict, draw: Random):
    """An answer such as somebody gives; a blank now and then."""
    kind = QUESTION_TYPES[definition["type"]]
    return kind.guess(read(definition), draw) if draw.random() > 0.1 else None


def sit_many(quiz, count: int, draw: Random) -> None:
    """Marked attempts of ``count`` students, made by the bulk."""
    start = Enrolment.objects.count()
    people = [User(email=f"many{start + n}@example.com", legal_name=f"Student {start + n}") for n in range(count)]
    seats = [
        Enrolment(student=person, course=quiz.course, started_at=NOON) for person in User.objects.bulk_create(people)
    ]
    for seat in Enrolment.objects.bulk_create(seats):
        seat.attempt = make_attempt(quiz, seat, draw)
    Attempt.objects.bulk_create([seat.attempt for seat in seats])
    responses = [response for seat in seats for response in seat.attempt.made]
    for response in responses:
        response.attempt_id = response.attempt.pk
    Response.objects.bulk_create(responses)


def make_attempt(quiz, seat: Enrolment, draw: Random) -> Attempt:
    frozen = freeze(quiz, seed=draw.randrange(10**6))
    attempt = Attempt(
        enrolment=seat,
        quiz=quiz,
        number=1,
        state=Attempt.State.MARKED,
        started_at=NOON,
        submitted_at=NOON,
        seed=1,
        paper=frozen.paper.model_dump(mode="json"),
        pass_mark=quiz.pass_mark,
    )
    attempt.made = [
        Response(
            attempt=attempt,
            item=decision.item,
            question_id=decision.question_id,
            revision_id=decision.revision_id,
            definition=frozen.definitions[decision.item],
            answer=guessed(frozen.definitions[decision.item], draw),
        )
        for _item, decision in frozen.paper.decisions
    ]
    sheet = fresh_sheet(attempt, attempt.made)
    for response in attempt.made:
        kept = sheet.kept[response.item]
        response.fraction, response.mark = kept.fraction, kept.mark
    attempt.score, attempt.passed = sheet.verdict.score, sheet.verdict.passed
    attempt.critical_failure = sheet.verdict.critical_failure
    return attempt


def promised(found) -> dict[int, tuple]:
    return {one.attempt.pk: (one.change.new_score, one.change.new_passed) for one in found.outcomes}


def have() -> dict[int, tuple]:
    return {pk: (score, passed) for pk, score, passed in Attempt.objects.values_list("pk", "score", "passed")}


def test_five_hundred_attempts_are_previewed_regraded_and_restored(make_quiz, boss, django_assert_num_queries):
    quiz = make_quiz(questions=6, cases=1, pass_mark=40)
    sit_many(quiz, MANY, Random(7))
    certify_the_passed()
    question, before = correct(), rows()
    scope = old_revisions(question)
    began = perf_counter()
    with django_assert_num_queries(5):
        found = preview(question, "new", scope)
    assert perf_counter() - began < 8
    assert (found.counts["attempts"], found.counts["to_pass"] > 0, found.counts["to_fail"] > 0) == (MANY, True, True)
    act = regrade(question, "new", boss)
    assert have() == promised(found)
    assert act.counts == found.counts
    lost = {one.attempt.enrolment_id for one in found.outcomes if one.change.loses_pass}
    assert {award.enrolment_id for _change, award in found.touched} == lost
    assert {one.award.enrolment_id for one in open_doubts()} == lost
    assert set(Certificate.objects.values_list("state", "staff_hold")) == {("valid", "")}
    undo(act, boss)
    assert (rows(), open_doubts()) == (before, [])


def certify_the_passed() -> None:
    """A certificate, without its files, for every seat with a pass."""
    bits = StatusList.objects.create(number=1, opened_at=NOON)
    Certificate.objects.bulk_create(
        Certificate(
            enrolment=attempt.enrolment,
            student_id=attempt.enrolment.student_id,
            course_uuid=uuid4(),
            completed_at=NOON,
            issued_at=NOON,
            state_at=NOON,
            status_list=bits,
            status_index=attempt.pk,
        )
        for attempt in Attempt.objects.filter(passed=True).select_related("enrolment")
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), remedies=st.lists(st.sampled_from(["full", "both", "new", "drop"]), max_size=3))
def test_what_is_previewed_is_what_happens_and_undoing_takes_all_of_it_back(small, boss, seed, remedies):
    draw = Random(seed)
    Response.objects.all().update(regrade=None)
    Attempt.objects.all().delete()
    sit_many(small, 4, draw)
    questions = list(Question.objects.filter(pk__in=Response.objects.values("question")).order_by("pk"))
    states, acts = [rows()], []
    for remedy in remedies:
        question = draw.choice(questions)
        every = set(Response.objects.filter(question=question.pk).values_list("revision_id", flat=True))
        changed = correct(question.key, draw.choice(["A taut band", "A twitch", "Familiar pain"]))
        found = preview(changed, remedy, every)
        acts.append(regrade(changed, remedy, boss, every))
        assert {pk: have()[pk] for pk in promised(found)} == promised(found)
        states.append(rows())
    for act, state in zip(reversed(acts), reversed(states[:-1]), strict=True):
        undo(act, boss)
        assert rows() == state


@pytest.fixture
def small(make_quiz):
    return make_quiz(questions=3, cases=1, pass_mark=50)

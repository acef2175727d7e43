"""The marking desk's rules: who takes what, when markers agree, when results are out, what an appeal does."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from accounts.models import AuditRecord
from courses.models import StepRecord
from quizzes.desk_rules import DeskRefusal
from quizzes.models import Attempt, Marking
from quizzes.services.appealing import appeal
from quizzes.services.marking import finish, save_draft
from quizzes.services.reconcile import reconcile
from quizzes.services.releasing import release_marks
from quizzes.services.scripts import give_back, reassign, return_all, take
from tests.quizzes.conftest import NOON, hand_in, student_of
from tests.quizzes.desk import give, levels, make_marker, script_of, write

__all__ = ["make_marker", "write"]

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=3)
DOUBLE = {"markers": 2}


def refreshed(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


def test_the_last_mark_gives_the_attempt_its_exact_result_as_of_its_hand_in(write, make_marker):
    attempt = write(pass_mark=75)
    give(attempt, make_marker(), 2, at=LATER)
    marked = refreshed(attempt)
    assert (marked.state, marked.score, marked.passed) == ("marked", Decimal("0.75"), True)
    record = StepRecord.objects.get(step=attempt.quiz_id)
    assert (record.completed_at, record.score) == (NOON, Decimal("0.75"))


def test_every_change_of_marks_is_in_the_audit_trail(write, make_marker):
    attempt, marker = write(), make_marker()
    give(attempt, marker, 3)
    told = AuditRecord.objects.filter(actor=marker).order_by("pk")
    assert [(one.action, one.from_value, one.to_value, one.reason) for one in told] == [
        ("script.mark", "", "75 %", "one of 1"),
        ("script.decide", "", "75 %", "markers agree"),
        ("attempt.mark", "submitted", "87.5 %, passed", ""),
    ]


def test_two_who_agree_give_their_mean(write, make_marker):
    attempt = write(asked=DOUBLE | {"tolerance": "0.25"})
    give(attempt, make_marker(), 2)
    assert refreshed(attempt).state == "submitted"
    give(attempt, make_marker(), 3)
    assert script_of(attempt).share == Fraction(5, 8)


def test_two_who_lie_too_far_apart_leave_it_to_a_third(write, make_marker):
    attempt = write(asked=DOUBLE)
    for points in (0, 4):
        give(attempt, make_marker(), points)
    assert (script_of(attempt).state, refreshed(attempt).state) == ("disputed", "submitted")
    third = give(attempt, make_marker(), 3)
    assert (third.share, refreshed(attempt).state) == (Fraction(3, 4), "marked")
    assert list(Marking.objects.filter(counts=True).values_list("share", flat=True)) == [Fraction(3, 4)]


def test_nobody_marks_a_script_twice_or_their_own(write, make_marker):
    attempt, marker = write(asked=DOUBLE), make_marker()
    give(attempt, marker, 2)
    for somebody in (marker, student_of(attempt)):
        with pytest.raises(DeskRefusal):
            take(script=script_of(attempt), assessor=somebody)


def test_one_script_lies_on_one_desk(write, make_marker):
    attempt, first, second = write(), make_marker(), make_marker()
    take(script=script_of(attempt), assessor=first)
    with pytest.raises(DeskRefusal):
        take(script=script_of(attempt), assessor=second)
    give_back(script=script_of(attempt), assessor=first)
    assert take(script=script_of(attempt), assessor=second).state == "marking"


def test_a_marking_needs_a_level_for_every_criterion_a_draft_does_not(write, make_marker):
    attempt, marker = write(), make_marker()
    script = take(script=script_of(attempt), assessor=marker)
    half = {"script": script, "assessor": marker, "levels": {}, "comment": "So far.", "at": NOON}
    assert save_draft(**half).share is None
    with pytest.raises(DeskRefusal):
        finish(**half)


def test_a_script_that_is_not_on_the_desk_is_not_marked(write, make_marker):
    attempt, marker = write(), make_marker()
    with pytest.raises(DeskRefusal):
        finish(script=script_of(attempt), assessor=marker, levels=levels(script_of(attempt), 1), comment="", at=NOON)


def test_what_a_marker_who_leaves_had_goes_back_or_to_another(write, make_marker):
    first, second = write(), write()
    leaver, other, boss = make_marker(), make_marker(), make_marker("administrator")
    for attempt in (first, second):
        take(script=script_of(attempt), assessor=leaver)
    reassign(script=script_of(first), assessor=other, actor=boss, at=NOON)
    assert return_all(assessor=leaver, actor=boss, at=NOON) == 1
    assert (script_of(first).assessor, script_of(second).assessor) == (other, None)
    assert AuditRecord.objects.filter(action="script.assign", actor=boss).count() == 2


def test_a_quiz_that_holds_its_marks_tells_all_students_together(write, make_marker):
    first, second = write(hold_marks=True), write()
    marker = make_marker()
    give(first, marker, 4)
    assert (script_of(first).state, refreshed(first).state) == ("agreed", "submitted")
    assert release_marks(quiz=first.quiz, actor=marker, at=LATER) == 1
    assert [refreshed(one).state for one in (first, second)] == ["marked", "submitted"]
    assert script_of(first).released_at == LATER
    assert AuditRecord.objects.get(action="attempt.release").reason == "marks released"


def test_a_held_quiz_holds_also_what_nobody_had_to_read(make_quiz, sit):
    attempt = hand_in(sit(make_quiz(hold_marks=True)))
    assert (attempt.state, attempt.score) == ("submitted", None)
    assert release_marks(quiz=attempt.quiz, actor=student_of(attempt), at=LATER) == 1


def test_what_a_quiz_held_that_holds_no_more_is_concluded_by_the_worker(write, make_marker):
    attempt = write(hold_marks=True)
    give(attempt, make_marker(), 4)
    attempt.quiz.hold_marks = False
    attempt.quiz.save()
    assert any("has its result now" in line for line in reconcile(at=LATER))
    assert (refreshed(attempt).state, reconcile(at=LATER)) == ("marked", [])


@pytest.fixture
def appealed(write, make_marker):
    """Return a closure: an answer that got ``points`` of four from a marker, and an appeal against it."""

    def lodge(points: int, at=NOON, understood=True, **fields):
        attempt, marker = write(**fields), make_marker()
        give(attempt, marker, points)
        lodged = appeal(
            script=script_of(attempt),
            student=student_of(attempt),
            reason="The plan is there.",
            understood=understood,
            at=at,
        )
        return attempt, marker, lodged

    return lodge


@pytest.mark.parametrize(("points", "outcome", "passed"), [(3, "up", True), (2, "same", True), (0, "down", False)])
def test_an_appeal_replaces_the_mark_and_marks_the_attempt_again(appealed, make_marker, points, outcome, passed):
    attempt, _marker, lodged = appealed(2, pass_mark=70)
    assert refreshed(attempt).passed
    give(attempt, make_marker(), points, at=LATER)
    lodged.refresh_from_db()
    assert (lodged.outcome, lodged.decided_at, refreshed(attempt).passed) == (outcome, LATER, passed)
    record = AuditRecord.objects.get(action="attempt.remark")
    assert (record.from_value, record.reason) == ("75 %, passed", "appeal")


def test_an_appeal_that_leads_to_a_pass_completes_the_step(appealed, make_marker):
    attempt, _marker, _appeal = appealed(0, pass_mark=100)
    assert not refreshed(attempt).passed
    give(attempt, make_marker(), 4, at=LATER)
    assert StepRecord.objects.get(step=attempt.quiz_id).completed_at == NOON


def test_an_appeal_goes_to_somebody_who_has_not_marked_the_script(appealed):
    attempt, marker, _appeal = appealed(2)
    assert script_of(attempt).state == "disputed"
    with pytest.raises(DeskRefusal):
        take(script=script_of(attempt), assessor=marker)


def test_one_appeals_once(appealed, make_marker):
    attempt, _marker, _appeal = appealed(2)
    give(attempt, make_marker(), 1)
    with pytest.raises(DeskRefusal):
        appeal(script=script_of(attempt), student=student_of(attempt), reason="Again.", understood=True, at=NOON)


@pytest.mark.parametrize("how", [{"at": NOON + timedelta(days=14, seconds=1)}, {"understood": False}])
def test_an_appeal_is_in_time_and_knows_the_risk(appealed, how):
    with pytest.raises(DeskRefusal):
        appealed(2, **how)

"""A key was wrong: what each remedy does, who is told, what is undone, and what never happens by itself."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditRecord
from courses.models import StepRecord
from quizzes.models import Attempt, Question, QuizPage, Regrade, RegradeChange
from quizzes.remedies import Remedy
from quizzes.services import bank
from quizzes.services.regrade_mail import tell_students
from quizzes.services.regrade_preview import NoNewKey
from quizzes.services.regrade_undoing import StandsBelow
from quizzes.services.regrading import Outdated, apply_regrade, fingerprint_of
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, save, save_right
from tests.quizzes.regrading import LATER, correct, old_revisions, preview, regrade, result, rows, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(make_user):
    return make_user()


@pytest.fixture
def marked(make_quiz, sit):
    """Return a closure ``marked(*texts, **quiz) -> Attempt``: handed in with these answers, "" for a blank."""
    kept: dict = {}

    def make(*texts: str, **fields) -> Attempt:
        quiz = kept.setdefault("quiz", None) or make_quiz(questions=len(texts), **fields)
        kept["quiz"] = quiz
        attempt = sit(quiz)
        for item, text in enumerate(texts, 1):
            if text:
                save(attempt, item, option(attempt, item, text))
        return hand_in(attempt)

    return make


OLD, NEW, WRONG = "Familiar pain", "A twitch", "A taut band"


@pytest.mark.parametrize(
    ("remedy", "old", "new", "wrong", "blank"),
    [
        ("full", 100, 100, 100, 100),
        ("both", 100, 100, 50, 50),
        ("new", 50, 100, 50, 50),
        ("drop", 100, 100, 100, 100),
        ("none", 100, 50, 50, 50),
    ],
)
def test_each_remedy_marks_the_kept_answers_again(marked, boss, remedy, old, new, wrong, blank):
    sat = [marked(text, OLD, pass_mark=60) for text in (OLD, NEW, WRONG, "")]
    regrade(correct(), remedy, boss)
    assert [result(attempt)[0] for attempt in sat] == [old, new, wrong, blank]


def test_a_preview_writes_nothing_and_says_who_moves(marked):
    [marked(text, OLD, pass_mark=60) for text in (OLD, NEW, WRONG)]
    question, before = correct(), rows()
    counts = preview(question, "new").counts
    assert (rows(), Regrade.objects.count()) == (before, 0)
    assert (counts["attempts"], counts["changed"], counts["to_pass"], counts["to_fail"]) == (3, 2, 1, 1)


def test_a_newly_passed_attempt_completes_its_step_as_of_its_submission(marked, boss):
    attempt = marked(NEW, OLD, pass_mark=60)
    regrade(correct(), "both", boss)
    assert StepRecord.objects.get(step=attempt.quiz_id).completed_at == attempt.submitted_at


def test_a_pass_that_is_lost_takes_no_completion_away(marked, boss):
    attempt = marked(OLD, OLD, pass_mark=60)
    regrade(correct(), "new", boss)
    assert result(attempt) == (50, False)
    assert StepRecord.objects.get(step=attempt.quiz_id).completed_at == NOON


def test_undoing_restores_every_row(marked, boss):
    [marked(text, OLD, pass_mark=60) for text in (OLD, NEW, WRONG, "")]
    before = rows()
    act = regrade(correct(), "new", boss)
    assert rows() != before
    assert undo(act, boss).state == "undone"
    assert rows() == before


def test_undoing_twice_undoes_once(marked, boss):
    marked(OLD)
    act = regrade(correct(), "new", boss)
    first, second = undo(act, boss), undo(act, boss, at=LATER)
    assert (first.undone_at, AuditRecord.objects.filter(action="regrade.undo").count()) == (second.undone_at, 1)


def test_undoing_refuses_while_a_later_regrade_stands_on_it(marked, boss):
    marked(OLD, OLD)
    first = regrade(correct("q1"), "new", boss)
    second = regrade(correct("q2"), "drop", boss)
    with pytest.raises(StandsBelow) as refused:
        undo(first, boss)
    assert refused.value.above == [second]
    undo(second, boss)
    assert undo(first, boss).state == "undone"


def test_two_regrades_of_one_paper_stand_together(marked, boss):
    attempt = marked(NEW, WRONG, OLD, pass_mark=60)
    regrade(correct("q1"), "new", boss)
    regrade(correct("q2"), "drop", boss)
    assert result(attempt) == (100, True)


def test_a_second_regrade_of_the_same_question_replaces_the_first(marked, boss):
    attempt = marked(OLD)
    regrade(correct(), "new", boss)
    regrade(Question.objects.get(), "both", boss)
    assert result(attempt) == (100, True)


def test_a_paper_with_no_marks_left_keeps_its_result_and_is_listed(marked, boss):
    attempt = marked(OLD)
    question = correct()
    [listed] = preview(question, "drop").worth_listing
    regrade(question, "drop", boss)
    assert (listed.change.none_left, result(attempt)) == (True, (100, True))


def test_an_answer_that_the_new_key_does_not_take_earns_nothing_and_is_counted(marked, boss):
    attempt = marked("A twitch", OLD)
    told = [{"text": "A taut band"}, {"text": "Familiar pain", "correct": True}]
    question = correct(options=told)
    assert preview(question, "both").counts["refused"] == 1
    regrade(question, "new", boss)
    assert result(attempt)[0] == 50


def sit_case(make_quiz, sit, second: str) -> Attempt:
    items = [{"question": "q1"}, {"case": "c1"}]
    stages = [{"title": "Now", "decision": {"question": "q2", "critical": True}}]
    for key in ("q1", "q2"):
        bank.upsert_question(key=key, data=data.sba(key), at=NOON)
    bank.upsert_case(key="c1", data=data.case("c1", stages=stages), at=NOON)
    attempt = sit(make_quiz(questions=2, items=items, pass_mark=40))
    save_right(attempt, 1)
    save(attempt, 2, option(attempt, 2, second))
    return hand_in(attempt)


@pytest.mark.parametrize(("remedy", "percent"), [("new", 100), ("full", 100), ("drop", 100)])
def test_a_critical_decision_of_a_case_is_judged_again(make_quiz, sit, boss, remedy, percent):
    attempt = sit_case(make_quiz, sit, NEW)
    assert (attempt.passed, attempt.critical_failure) == (False, True)
    regrade(correct("q2"), remedy, boss)
    assert result(attempt) == (percent, True)
    assert attempt.critical_failure is False


def test_a_critical_decision_that_is_wrong_by_the_new_key_fails_the_attempt(make_quiz, sit, boss):
    attempt = sit_case(make_quiz, sit, OLD)
    act = regrade(correct("q2"), "new", boss)
    assert (*result(attempt), attempt.critical_failure) == (50, False, True)
    undo(act, boss)
    assert (*result(attempt), attempt.critical_failure) == (100, True, False)


def test_only_the_chosen_revisions_are_regraded(make_quiz, sit, boss):
    quiz = make_quiz(questions=1)
    first = sit(quiz)
    save(first, 1, option(first, 1, NEW))
    hand_in(first)
    correct(right="A taut band")
    second = sit(QuizPage.objects.get())
    save(second, 1, option(second, 1, NEW))
    hand_in(second)
    regrade(correct(), "new", boss, revisions=[second.responses.get().revision_id])
    assert [result(first)[0], result(second)[0]] == [0, 100]


def test_the_same_decision_in_two_tabs_is_applied_once(marked, boss):
    marked(NEW)
    question = correct()
    scope = old_revisions(question)
    fingerprint = fingerprint_of(question, Remedy.NEW, scope)
    words = {"question": question, "remedy": Remedy.NEW, "revisions": scope, "fingerprint": fingerprint}
    first, second = (apply_regrade(**words, reason="Wrong.", actor=boss, at=LATER) for _tab in range(2))
    assert (first, Regrade.objects.count()) == (second, 1)


def test_a_decision_on_an_outdated_preview_is_refused(marked, boss):
    marked(NEW)
    question = correct()
    stale = fingerprint_of(question, Remedy.NEW, old_revisions(question))
    regrade(question, "drop", boss)
    with pytest.raises(Outdated):
        apply_regrade(
            question=question,
            remedy=Remedy.NEW,
            revisions=old_revisions(question),
            fingerprint=stale,
            reason="Wrong.",
            actor=boss,
            at=LATER,
        )


def test_a_question_that_is_not_published_has_no_new_key(marked):
    marked(OLD)
    question = correct()
    question.unpublish()
    with pytest.raises(NoNewKey):
        preview(question, "both")
    assert preview(question, "drop").counts["attempts"] == 1


def test_whoever_hands_in_later_gets_the_same_treatment(make_quiz, sit, boss):
    quiz = make_quiz(questions=2, pass_mark=60)
    running, before = sit(quiz), sit(quiz)
    for attempt in (running, before):
        save(attempt, 1, option(attempt, 1, NEW))
        save_right(attempt, 2)
    hand_in(before)
    act = regrade(correct(), "both", boss)
    assert result(running) == (None, None)
    hand_in(running)
    assert result(running) == result(before) == (100, True)
    undo(act, boss)
    assert result(running) == result(before) == (50, False)


def test_a_remedy_that_was_undone_reaches_nobody(make_quiz, sit, boss):
    quiz = make_quiz(questions=1)
    running = sit(quiz)
    save(running, 1, option(running, 1, NEW))
    undo(regrade(correct(), "new", boss), boss)
    hand_in(running)
    assert result(running) == (0, False)


def test_handing_in_under_a_remedy_is_told_by_the_result_alone(make_quiz, sit, boss, mailoutbox):
    running = sit(make_quiz(questions=1))
    save(running, 1, option(running, 1, NEW))
    act = regrade(correct(), "new", boss)
    hand_in(running)
    assert tell_students(regrade_id=act.pk, at=LATER) == 0


def test_students_whose_result_changed_are_told_once_with_both_results(marked, boss, mailoutbox):
    [marked(text, OLD, pass_mark=60) for text in (OLD, NEW, WRONG)]
    act = regrade(correct(), "both", boss)
    assert [tell_students(regrade_id=act.pk, at=LATER) for _time in range(2)] == [1, 0]
    assert "50 %, not passed" in mailoutbox[0].body
    assert "100 %, passed" in mailoutbox[0].body


def test_only_who_was_told_is_told_of_the_undoing(marked, boss, mailoutbox):
    told = marked(NEW, OLD, pass_mark=60)
    act = regrade(correct(), "both", boss)
    tell_students(regrade_id=act.pk, at=LATER)
    undo(act, boss)
    assert [tell_students(regrade_id=act.pk, at=LATER) for _time in range(2)] == [1, 0]
    assert [message.to for message in mailoutbox] == [[told.enrolment.student.email]] * 2
    assert "50 %, not passed" in mailoutbox[1].body


def test_nobody_is_told_of_what_was_undone_before_the_mail_went_out(marked, boss):
    marked(NEW, OLD)
    act = undo(regrade(correct(), "both", boss), boss)
    assert tell_students(regrade_id=act.pk, at=LATER) == 0
    assert mail.outbox == []


def test_who_when_what_and_why_stand_in_the_audit_trail(marked, boss):
    attempt = marked(NEW, OLD)
    act = regrade(correct(), "new", boss)
    kept = AuditRecord.objects.get(action="attempt.regrade", target_id=str(attempt.pk))
    assert (kept.actor, kept.from_value, kept.to_value) == (boss, "50 %, not passed", "100 %, passed")
    assert AuditRecord.objects.get(action="regrade.apply", target_id=str(act.pk)).reason == "The key was wrong."


def test_no_change_is_written_down_and_changes_nothing(marked, boss):
    marked(NEW, OLD)
    before = rows()
    act = regrade(correct(), "none", boss)
    assert (rows(), act.counts["attempts"], RegradeChange.objects.count()) == (before, 1, 0)
    assert undo(act, boss).state == "undone"


def queries_of(call) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_the_queries_of_a_preview_do_not_grow_with_attempts(marked):
    marked(OLD, OLD)
    question = correct()
    few = queries_of(lambda: preview(question, "new", old_revisions(question)))
    for text in (NEW, WRONG, OLD):
        marked(text, OLD)
    assert queries_of(lambda: preview(question, "new", old_revisions(question))) == few

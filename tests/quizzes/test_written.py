"""Written answers, and short ones that a marker reads: kept as text, pending, and marked exactly once decided."""

from fractions import Fraction

import pytest
from django.urls import reverse

from accounts.models import AuditRecord
from courses.models import StepRecord
from quizzes.grading import mark
from quizzes.models import Attempt
from quizzes.refusals import Refused
from quizzes.services import attempts, bank
from quizzes.types import InvalidAnswer, type_of
from quizzes.types.rubric import rubric_of, share_of
from quizzes.types.written import LONGEST_TEXT
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, save, student_of
from tests.quizzes.samples import ask, sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def sit_written(make_quiz, sit):
    """Return a closure: a student sits a quiz of one ordinary question and one written one, answered ``text``."""

    def start(text: str = "S: stiff neck.\n\nP: stretch.", **fields) -> Attempt:
        bank.upsert_question(key="note", data=sample("written", key="note"), at=NOON)
        bank.upsert_question(key="q1", data=data.sba("q1"), at=NOON)
        attempt = sit(make_quiz(items=[{"question": "q1"}, {"question": "note"}], **fields))
        save(attempt, 1, option(attempt, 1, "Familiar pain"))
        if text:
            save(attempt, 2, text)
        return attempt

    return start


def taken(text: str) -> str:
    definition = ask("written")
    return type_of(definition).response(definition, text)


def test_paragraphs_are_kept_and_line_ends_are_one():
    assert taken(" One.\r\n\r\nTwo.\x00\r\n") == "One.\n\nTwo."


def test_a_text_may_be_as_long_as_said_and_no_longer():
    assert taken("x" * LONGEST_TEXT)
    with pytest.raises(InvalidAnswer):
        taken("x" * (LONGEST_TEXT + 1))


def test_a_text_waits_and_no_text_earns_nothing():
    given = [mark(ask("written"), text) for text in ("Words.", "")]
    assert [(one.pending, one.answered, one.fraction) for one in given] == [(True, True, 0), (False, False, 0)]


@pytest.mark.parametrize(("answer", "pending"), [("something new", True), ("short", False), ("", False)])
def test_a_short_answer_that_fits_nothing_waits_if_its_author_says_so(answer, pending):
    assert mark(ask("short", otherwise="marker"), answer).pending is pending
    assert not mark(ask("short"), answer).pending


def test_what_people_decide_counts_exactly_and_only_where_it_is_left_to_them():
    assert mark(ask("written"), "Words.", Fraction(1, 3)).fraction == Fraction(1, 3)
    assert mark(ask("short"), "short", Fraction(1)).fraction == Fraction(1, 2)
    assert mark(ask("written"), "", Fraction(1)).fraction == 0


def test_levels_earn_their_share_of_all_points():
    rubric = rubric_of(ask("written"))
    assert share_of(rubric, {"0": "1", "1": "1"}) == Fraction(2, 4)
    assert share_of(rubric, {"0": "1"}) is None


def test_without_a_rubric_there_is_none_half_and_all():
    rubric = rubric_of(ask("short", otherwise="marker"))
    assert [share_of(rubric, {"whole": level.id}) for level in rubric[0].levels] == [0, Fraction(1, 2), 1]


def test_an_attempt_with_a_text_waits_and_keeps_what_is_marked(sit_written):
    attempt = hand_in(sit_written())
    assert (attempt.state, attempt.score, attempt.passed) == (Attempt.State.SUBMITTED, None, None)
    assert [response.fraction for response in attempt.responses.all()] == [1, None]
    assert AuditRecord.objects.get(action="attempt.submit").to_value == "submitted"
    assert not StepRecord.objects.filter(completed_at__isnull=False).exists()


def test_a_text_that_was_not_written_makes_nobody_wait(sit_written):
    attempt = hand_in(sit_written(text="", pass_mark=50))
    assert (attempt.state, attempt.passed, attempt.percent) == (Attempt.State.MARKED, True, 50)


def test_no_attempt_starts_while_one_waits(sit_written):
    attempt = hand_in(sit_written())
    with pytest.raises(Refused, match="waiting"):
        attempts.start(student=student_of(attempt), quiz=attempt.quiz, at=NOON)


def test_the_student_reads_what_waits_and_no_result(sit_written, client):
    attempt = hand_in(sit_written())
    client.force_login(student_of(attempt))
    html = client.get(reverse("attempt_review", args=[attempt.token])).content.decode()
    assert all(words in html for words in ("waiting to be marked", "One answer is read by a marker", "Question 2"))
    assert not any(words in html for words in ("Try again", "Nothing was answered", "Not passed", "TELL"))


def test_a_text_is_shown_escaped_with_its_paragraphs(sit_written, client):
    attempt = sit_written(text="<b>One</b>\n\nTwo")
    client.force_login(student_of(attempt))
    html = client.get(reverse("attempt_decision", args=[attempt.token, 2])).content.decode()
    assert "&lt;b&gt;One&lt;/b&gt;\n\nTwo</textarea>" in html

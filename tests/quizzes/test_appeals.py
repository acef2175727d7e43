"""What a student reads of a marked text, and how they appeal."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Appeal, Question, RegradeChange, Script
from quizzes.services.appealing import appeal
from tests.quizzes.conftest import student_of
from tests.quizzes.desk import give, make_marker, script_of, write
from tests.quizzes.regrading import correct, regrade, result, undo

__all__ = ["make_marker", "write"]

pytestmark = pytest.mark.django_db

SENT = {"reason": "The plan names the stretch.", "understood": "on"}


@pytest.fixture
def told(write, make_marker, client):
    """Return a closure: a student, signed in, whose text got three of four points just now."""

    def mark(**fields):
        at = timezone.now()
        attempt = write(at=at, **fields)
        give(attempt, make_marker(), 3, comment="Say why. <b>Now</b>", at=at)
        client.force_login(student_of(attempt))
        return attempt

    return mark


def review(client, attempt) -> str:
    return client.get(reverse("attempt_review", args=[attempt.token])).content.decode()


def appeal_url(attempt) -> str:
    return reverse("attempt_appeal", args=[attempt.token, 2])


def test_the_review_teaches_with_levels_comment_and_model_answer(told, client):
    html = review(client, told())
    assert all(words in html for words in ("Whole (3/3)", "Say why. &lt;b&gt;Now", "A model answer", "87.5 %"))


def test_the_review_says_no_more_than_the_quiz_allows(told, client):
    html = review(client, told(show_marks=False, show_explanations=False, show_right_answers=False))
    assert not any(words in html for words in ("Whole (3/3)", "Say why.", "A model answer"))


def test_the_form_says_that_marks_can_go_down_before_anything_is_sent(told, client):
    attempt = told()
    assert appeal_url(attempt) in review(client, attempt)
    html = client.get(appeal_url(attempt)).content.decode()
    assert all(words in html for words in ("Your mark can also go down", "a pass can become a fail"))


def test_an_appeal_is_sent_once_and_its_state_is_told(told, client):
    attempt = told()
    client.post(appeal_url(attempt), SENT)
    assert (Appeal.objects.get().reason, script_of(attempt).state) == (SENT["reason"], "disputed")
    html = review(client, attempt)
    assert ("your appeal is with another marker" in html, appeal_url(attempt) in html) == (True, False)
    assert client.post(appeal_url(attempt), SENT).status_code == 302
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize("lacking", ["reason", "understood"])
def test_an_appeal_lacks_neither_reason_nor_understanding(told, client, lacking):
    attempt = told()
    response = client.post(appeal_url(attempt), {name: value for name, value in SENT.items() if name != lacking})
    assert (response.status_code, Appeal.objects.exists()) == (422, False)


def test_after_fourteen_days_the_mark_is_final(told, client):
    attempt = told()
    Script.objects.update(released_at=timezone.now() - timedelta(days=15))
    assert "the mark is final" in review(client, attempt)
    client.post(appeal_url(attempt), SENT)
    assert not Appeal.objects.exists()


def test_the_outcome_of_an_appeal_is_told(told, client, make_marker):
    attempt = told()
    client.post(appeal_url(attempt), SENT)
    give(attempt, make_marker(), 4, at=timezone.now())
    assert "after your appeal, the mark went up." in review(client, attempt)


def test_nobody_appeals_for_another(told, client, make_user):
    attempt = told()
    client.force_login(make_user())
    assert client.post(appeal_url(attempt), SENT).status_code == 404
    assert not Appeal.objects.exists()


def appealed(attempt, marker, points: int) -> None:
    told_of = script_of(attempt)
    at = told_of.released_at
    appeal(script=told_of, student=student_of(attempt), reason="Look again.", understood=True, at=at)
    give(attempt, marker, points, at=at)


def test_who_is_marked_later_follows_the_regrades_in_force(write, make_marker, make_user):
    attempt = write()
    act = regrade(correct("q1"), "drop", make_user())
    assert not RegradeChange.objects.exists()
    give(attempt, make_marker(), 3)
    assert (result(attempt)[0], RegradeChange.objects.get().regrade) == (75, act)


@pytest.mark.parametrize("before", [True, False])
def test_undoing_a_regrade_leaves_the_mark_of_an_appeal(write, make_marker, make_user, before):
    """The regrade came before the hand-in was marked, or after."""
    attempt, boss = write(), make_user()
    acts = [regrade(correct("q1"), "drop", boss)] if before else []
    give(attempt, make_marker(), 3)
    acts = acts or [regrade(correct("q1"), "drop", boss)]
    assert result(attempt)[0] == 75
    appealed(attempt, make_marker(), 1)
    assert (result(attempt)[0], RegradeChange.objects.count()) == (25, 1)
    undo(acts[0], boss)
    assert result(attempt)[0] == Decimal("62.5")
    assert attempt.responses.get(item=2).fraction == Decimal("0.25")


def test_two_regrades_on_each_other_are_undone_after_an_appeal(write, make_marker, make_user):
    attempt, boss = write(), make_user()
    give(attempt, make_marker(), 3)
    first = regrade(correct("q1"), "new", boss)
    assert result(attempt)[0] == Decimal("37.5")
    second = regrade(Question.objects.get(key="note"), "full", boss, [attempt.responses.get(item=2).revision_id])
    assert result(attempt)[0] == 50
    appealed(attempt, make_marker(), 2)
    assert result(attempt)[0] == 50
    undo(second, boss)
    assert result(attempt)[0] == 25
    undo(first, boss)
    assert result(attempt)[0] == 75


def test_a_regrade_of_another_question_keeps_what_people_gave_exactly(write, make_marker, make_user):
    attempt = write()
    give(attempt, make_marker(), 0)
    regrade(correct("q1"), "both", make_user())
    assert (result(attempt)[0], attempt.responses.get(item=2).fraction) == (50, 0)

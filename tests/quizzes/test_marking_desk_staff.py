"""The marking desk as staff use it: the queue, the marking page, handing on, releasing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Attempt, CommentSnippet, Marking, Question, Response, Script
from quizzes.services import bank
from quizzes.services.scripts import take
from tests.quizzes.conftest import NOON, hand_in, save, student_of
from tests.quizzes.desk import give, levels, make_marker, script_of, write
from tests.quizzes.samples import sample

__all__ = ["make_marker", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]

INDEX = "/staff/marking/"


@pytest.fixture
def marker(make_marker, client):
    """An assessor who is signed in."""
    marker = make_marker()
    client.force_login(marker)
    return marker


def listed(client, **filters) -> list[Script]:
    return list(client.get(INDEX, filters).context["page_obj"].object_list)


def page_of(attempt: Attempt, act: str = "") -> str:
    return reverse("marking_desk:mark", args=[script_of(attempt).pk]) + act


def fields(attempt: Attempt, points: int, action: str, comment: str = "Well argued.") -> dict[str, str]:
    chosen = {f"level-{row}": level for row, level in levels(script_of(attempt), points).items()}
    return chosen | {"action": action, "comment": comment}


def test_the_queue_lists_the_oldest_first(write, client, marker):
    at = timezone.now()
    late, early = write(at=at), write(at=at - timedelta(days=1))
    assert listed(client) == [script_of(early), script_of(late)]


def test_the_queue_is_filtered(write, client, marker, make_marker):
    taken, done, free = write(), write(), write()
    take(script=script_of(taken), assessor=marker)
    give(done, marker, 3)
    question = Question.objects.get(key="note").pk
    assert listed(client, mine="desk", quiz=free.quiz_id, question=question) == [script_of(taken)]
    assert listed(client, mine="marked") == [script_of(done)]
    assert listed(client, mine="open") == [script_of(free)]
    assert listed(client, state="released") == [script_of(done)]


def test_five_thousand_scripts_are_listed_in_few_queries(write, client, marker):
    attempt = write()
    make_many(attempt, 5000)
    client.get(INDEX)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(INDEX, {"mine": "open"}).context["page_obj"]
    assert (len(page.object_list), page.paginator.count) == (50, 5001)
    assert len(queries) <= 15


def make_many(attempt: Attempt, count: int) -> None:
    """Copy an attempt's script so often, each with a response of its own."""
    first = script_of(attempt)
    copies = Response.objects.bulk_create(
        Response(attempt=attempt, item=100 + n, question_id=first.question_id, definition={"stem": "Write a note."})
        for n in range(count)
    )
    Script.objects.bulk_create(
        Script(response=response, quiz=first.quiz, question_id=first.question_id, handed_in_at=first.handed_in_at)
        for response in copies
    )


def test_a_script_is_taken_drafted_and_finished(write, client, marker):
    attempt = write()
    client.post(page_of(attempt, "take/"))
    client.post(page_of(attempt), {"action": "draft", "comment": "So far."})
    assert "So far." in client.get(page_of(attempt)).content.decode()
    client.post(page_of(attempt), fields(attempt, 4, "finish"))
    marking = Marking.objects.get()
    assert (marking.final, marking.comment, script_of(attempt).share) == (True, "Well argued.", 1)


def test_a_marking_without_all_levels_comes_back_with_what_was_typed(write, client, marker):
    attempt = write()
    client.post(page_of(attempt, "take/"))
    html = client.post(page_of(attempt), {"action": "finish", "comment": "Typed."}).content.decode()
    assert "Choose a level for every criterion." in html
    assert "Typed." in html


def test_a_taken_script_is_returned(write, client, marker):
    attempt = write()
    client.post(page_of(attempt, "take/"))
    client.post(page_of(attempt, "return/"))
    assert (script_of(attempt).assessor, script_of(attempt).state) == (None, "waiting")


def test_a_blind_script_hides_its_students_name_until_it_is_released(write, client, marker):
    attempt = write(asked={"blind": True})
    name = str(student_of(attempt))
    pages = [client.get(url).content.decode() for url in (INDEX, page_of(attempt))]
    assert [(name in page, "Candidate " in page) for page in pages] == [(False, True)] * 2
    give(attempt, marker, 4)
    assert name in client.get(page_of(attempt)).content.decode()


def test_the_second_marker_sees_nothing_of_the_first_before_both_are_in(write, client, marker, make_marker):
    attempt = write(asked={"markers": 2, "tolerance": "0.25"})
    other = make_marker()
    give(attempt, other, 3, comment="SECRET")
    page = client.get(page_of(attempt)).content.decode()
    assert not any(words in page for words in ("SECRET", "75 %", str(other)))
    give(attempt, marker, 4)
    assert "SECRET" in client.get(page_of(attempt)).content.decode()


def test_the_text_is_escaped(write, client, marker):
    attempt = write(text="<script>alert(1)</script>\n\nTwo")
    page = client.get(page_of(attempt)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<p>Two</p>" in page


def test_the_comments_of_the_question_are_offered(write, client, marker):
    attempt = write()
    client.post(page_of(attempt, "take/"))
    CommentSnippet.objects.create(question=Question.objects.get(key="note"), text="Name the muscle.")
    CommentSnippet.objects.create(question=Question.objects.get(key="q1"), text="Of another question.")
    page = client.get(page_of(attempt)).content.decode()
    assert ("Name the muscle." in page, "Of another question." in page) == (True, False)


def test_a_marker_writes_a_reusable_comment(write, client, marker):
    write()
    note = Question.objects.get(key="note")
    client.post(reverse("comment_bank:add"), {"question": note.pk, "text": "Name the muscle."})
    assert CommentSnippet.objects.get().question == note
    assert "Name the muscle." in client.get(reverse("comment_bank:index")).content.decode()


def test_an_administrator_reassigns_and_returns_what_a_marker_has(write, client, make_marker):
    attempt, leaver, other = write(), make_marker(), make_marker()
    client.force_login(make_marker("administrator"))
    client.post(page_of(attempt, "assign/"), {"assessor": leaver.pk})
    assert script_of(attempt).assessor == leaver
    client.post(reverse("marking_desk:return_all"), {"assessor": leaver.pk})
    assert script_of(attempt).assessor is None
    assert client.post(page_of(attempt, "assign/"), {"assessor": student_of(attempt).pk}).status_code == 200
    assert str(other) in client.get(page_of(attempt, "assign/")).content.decode()


def test_marks_are_released_for_a_quiz(write, client, marker):
    attempt = write(hold_marks=True)
    give(attempt, marker, 4)
    url = reverse("marking_desk:release")
    assert attempt.quiz.title in client.get(url).content.decode()
    client.post(url, {"quiz": attempt.quiz_id})
    assert Attempt.objects.get().state == "marked"


def test_a_short_answer_is_marked_with_none_half_or_all(make_quiz, sit, client, marker):
    bank.upsert_question(key="short", data=sample("short", key="short", otherwise="marker"), at=NOON)
    attempt = sit(make_quiz(items=[{"question": "short"}]))
    save(attempt, 1, "something of its own")
    hand_in(attempt)
    client.post(page_of(attempt, "take/"))
    client.post(page_of(attempt), {"level-whole": "half", "action": "finish", "comment": ""})
    assert Attempt.objects.get().percent == 50

"""Loading questions and cases: checked wholly, idempotent, published only when something changed."""

import pytest
from wagtail.models import Revision

from quizzes.models import Question
from quizzes.services.bank import BankError, upsert_case, upsert_question
from tests.quizzes import data
from tests.quizzes.conftest import NOON

pytestmark = pytest.mark.django_db


def test_a_loaded_question_is_live_with_its_tags():
    question = upsert_question(key="sba", data=data.sba(tags=["headache", "trigger points"]), at=NOON)
    assert question.live
    assert set(question.tags.names()) == {"headache", "trigger points"}


def test_loading_the_same_question_twice_publishes_one_revision():
    for _time in range(2):
        upsert_question(key="sba", data=data.sba(tags=["headache"]), at=NOON)
    assert Revision.objects.count() == 1


def test_loading_a_changed_question_publishes_a_second_revision_of_the_same_question():
    upsert_question(key="sba", data=data.sba(), at=NOON)
    changed = upsert_question(key="sba", data=data.sba(stem="Worded better?"), at=NOON)
    assert (Question.objects.count(), Revision.objects.count()) == (1, 2)
    assert changed.definition()["stem"] == "<p>Worded better?</p>"


def test_an_option_keeps_its_id_when_its_text_is_corrected():
    before = upsert_question(key="sba", data=data.sba(), at=NOON).definition()
    options = [option | {"text": option["text"] + "!"} for option in data.sba()["options"]]
    after = upsert_question(key="sba", data=data.sba(options=options), at=NOON).definition()
    assert [option["id"] for option in before["options"]] == [option["id"] for option in after["options"]]


def test_loading_the_same_case_twice_publishes_one_revision():
    for _time in range(2):
        upsert_case(key="case", data=data.case(), at=NOON)
    assert Revision.objects.count() == 1


def test_a_case_may_ask_a_question_of_the_bank():
    upsert_question(key="sba", data=data.sba(), at=NOON)
    stages = [{"title": "Only", "decision": {"question": "sba"}}]
    loaded = upsert_case(key="case", data=data.case(stages=stages), at=NOON)
    assert [stage.question_id for stage in loaded.frozen_stages()] == [Question.objects.get().pk]


def test_loading_the_same_quiz_twice_publishes_one_revision(make_quiz):
    quiz = make_quiz(questions=1, cases=1)
    make_quiz(questions=1, cases=1, course=quiz.course)
    assert Revision.objects.for_instance(quiz).count() == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"options": data.sba()["options"][:1]}, "at least two"),
        ({"options": [{"text": "A"}, {"text": "B"}]}, "no option is marked as right"),
        ({"options": [{"text": "A", "correct": True}, {"text": "B", "correct": True}]}, "exactly one right"),
        ({"options": [{"text": "A", "correct": True}, {"text": "a"}]}, "say the same"),
        ({"type": "essay"}, "unknown type"),
        ({"stemm": "?"}, "Extra inputs"),
        ({"key": "another"}, "the data call it another"),
    ],
)
def test_a_faulty_question_is_refused_with_its_key_and_the_reason(fault, words):
    with pytest.raises(BankError, match=f"^sba: .*{words}"):
        upsert_question(key="sba", data=data.sba() | fault, at=NOON)


def test_a_case_that_names_an_unknown_question_is_refused():
    with pytest.raises(BankError, match="not in the bank: nowhere"):
        upsert_case(key="case", data=data.case(stages=[{"title": "?", "decision": {"question": "nowhere"}}]), at=NOON)


def test_plain_text_is_escaped_and_becomes_paragraphs():
    question = upsert_question(key="sba", data=data.sba(stem="Below < 5 & above?\n\nSay so."), at=NOON)
    assert question.definition()["stem"] == "<p>Below &lt; 5 &amp; above?</p><p>Say so.</p>"


def test_a_script_in_loaded_html_does_not_survive():
    question = upsert_question(key="sba", data=data.sba(stem="<p>Hm<script>alert(1)</script></p>"), at=NOON)
    assert "script" not in question.definition()["stem"]

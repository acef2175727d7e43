"""Several questions moved at once to another outcome or topic, from the listing, with a trail."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow

from accounts.models import AuditRecord
from courses.models import LessonPage
from quizzes.drawing import Draw
from quizzes.models import Question
from quizzes.services import bank
from tests.quizzes import data
from tests.quizzes.conftest import NOON
from tests.quizzes.test_admin import EDITOR, staff

__all__ = ["staff"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LISTING = "/staff/snippets/quizzes/question/"
JAW = {"outcome": "Palpate the jaw", "tags": ["jaw"]}


@pytest.fixture
def questions():
    return [bank.upsert_question(key=f"q{n}", data=data.sba(f"q{n}", **JAW), at=NOON) for n in range(3)]


def address(*questions: Question, next_page: str = LISTING) -> str:
    chosen = "&".join(f"id={question.pk}" for question in questions) or "id=all"
    return f"{reverse('wagtail_bulk_action', args=['quizzes', 'question', 'move'])}?{chosen}&next={next_page}"


def to(**where: str) -> dict[str, str]:
    return {"outcome": "", "topic": "", "leaves": "", "reason": "It is about the hip."} | where


def places() -> dict[str, tuple[str, list[str]]]:
    return {one.key: (one.outcome, sorted(one.tags.names())) for one in Question.objects.all()}


def test_the_page_says_which_questions_and_where_they_come_from(questions, staff, client):
    staff(*EDITOR)
    page = client.get(address(*questions[:2])).content.decode()
    assert all(words in page for words in ("q0", "q1", "Palpate the jaw", "jaw", "2 questions go"))
    assert AuditRecord.objects.filter(action="question.move").count() == 0


def test_those_that_were_chosen_are_moved_and_published(questions, staff, client):
    staff(*EDITOR)
    client.post(address(*questions[:2]), to(topic="hip", leaves="jaw"))
    assert places() == {"q0": ("Palpate the jaw", ["hip"]), "q1": ("Palpate the jaw", ["hip"]), "q2": (*JAW.values(),)}
    assert {one.key for one in Draw(2, tags=("hip",)).among(Question.objects.all())} == {"q0", "q1"}


def test_a_question_goes_to_an_outcome_that_a_module_teaches(questions, staff, client, make_course):
    lesson = LessonPage.objects.descendant_of(make_course(lessons=1)).first()
    lesson.outcomes = [("outcome", "Palpate the hip")]
    lesson.save_revision().publish()
    staff(*EDITOR)
    page = client.get(address(questions[0])).content.decode()
    module = lesson.get_parent()
    assert f'<optgroup label="{module.get_parent().title}: {module.title}">' in page
    client.post(address(questions[0]), to(outcome="Palpate the hip"))
    assert places()["q0"] == ("Palpate the hip", ["jaw"])


def test_each_move_leaves_who_when_from_to_and_why(questions, staff, client):
    editor = staff(*EDITOR)
    client.post(address(*questions), to(topic="hip", leaves="jaw"))
    kept = list(AuditRecord.objects.filter(action="question.move").order_by("target_id"))
    assert [record.target_id for record in kept] == sorted(str(question.pk) for question in questions)
    told = {(r.actor_id, r.from_value, r.to_value, r.reason) for r in kept}
    assert told == {(editor.pk, "Palpate the jaw · jaw", "Palpate the jaw · hip", "It is about the hip.")}


def test_what_is_there_already_is_neither_published_again_nor_recorded(questions, staff, client):
    staff(*EDITOR)
    before = questions[0].latest_revision_id
    client.post(address(questions[0]), to(topic="jaw"))
    assert (
        Question.objects.get(key="q0").latest_revision_id,
        AuditRecord.objects.filter(action="question.move").count(),
    ) == (
        before,
        0,
    )


def test_a_draft_moves_along_and_stays_a_draft(questions, staff, client):
    staff(*EDITOR)
    questions[0].stem = "<p>Worded anew?</p>"
    questions[0].save_revision()
    client.post(address(questions[0]), to(topic="hip"))
    question = Question.objects.get(key="q0")
    draft = question.get_latest_revision_as_object()
    assert (question.has_unpublished_changes, "anew" in question.stem, "anew" in draft.stem) == (True, False, True)
    assert sorted(question.tags.names()) == sorted(draft.tags.names()) == ["hip", "jaw"]


def test_a_question_that_was_never_published_moves_and_stays_unpublished(questions, staff, client):
    staff(*EDITOR)
    questions[0].unpublish()
    client.post(address(questions[0]), to(topic="hip"))
    assert (places()["q0"][1], Question.objects.get(key="q0").live) == (["hip", "jaw"], False)


def test_what_waits_for_an_approval_stays_and_is_named(questions, staff, client):
    editor = staff(*EDITOR)
    Workflow.objects.first().start(questions[0], editor)
    page = client.get(address(*questions)).content.decode()
    client.post(address(*questions), to(topic="hip"))
    assert ("wait for an approval" in page, places()["q0"][1], places()["q1"][1]) == (True, ["jaw"], ["hip", "jaw"])


@pytest.mark.parametrize("missing", [{"reason": ""}, {}])
def test_without_a_reason_or_anywhere_to_go_nothing_moves(questions, staff, client, missing):
    staff(*EDITOR)
    client.post(address(*questions), to(**({"topic": "hip"} | missing if missing else {})))
    assert set(map(str, places().values())) == {str((*JAW.values(),))}


def test_all_means_what_the_filtered_listing_shows(questions, staff, client):
    staff(*EDITOR)
    bank.upsert_question(key="other", data=data.sba("other", tags=["hip"]), at=NOON)
    client.post(address(next_page=f"{LISTING}%3Ftags__name%3Djaw"), to(topic="neck"))
    assert {key for key, (_outcome, topics) in places().items() if "neck" in topics} == {"q0", "q1", "q2"}


def test_all_means_what_the_search_found(questions, staff, client):
    staff(*EDITOR)
    bank.upsert_question(key="other", data=data.sba("other", stem="Where does masseter refer?"), at=NOON)
    client.post(address(next_page=f"{LISTING}%3Fq%3Dmasseter"), to(topic="neck"))
    assert {key for key, (_outcome, topics) in places().items() if "neck" in topics} == {"other"}


@pytest.mark.parametrize("rights", [["view_question"], ["add_question"], []])
def test_a_reader_of_the_bank_moves_nothing_and_sees_nothing(questions, staff, client, rights):
    staff(*rights)
    page = client.get(address(*questions))
    client.post(address(*questions), to(topic="hip"))
    assert (page.status_code, places()["q0"][1]) == (302, ["jaw"])


def test_who_may_not_publish_moves_only_what_is_not_live(questions, staff, client):
    staff("change_question")
    questions[0].unpublish()
    client.post(address(*questions), to(topic="hip"))
    assert [topics for _outcome, topics in places().values()] == [["hip", "jaw"], ["jaw"], ["jaw"]]


def test_the_page_asks_for_many_questions_in_as_many_queries_as_for_few(staff, client):
    staff(*EDITOR)
    counts = []
    for size in (2, 2, 14):
        chosen = [bank.upsert_question(key=f"q{n}", data=data.sba(f"q{n}", **JAW), at=NOON) for n in range(size)]
        with CaptureQueriesContext(connection) as queries:
            client.get(address(*chosen))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_listing_offers_it(questions, staff, client):
    staff(*EDITOR)
    assert reverse("wagtail_bulk_action", args=["quizzes", "question", "move"]) in client.get(LISTING).content.decode()

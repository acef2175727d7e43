"""The preview beside the editor: what is written and not saved, answered and marked, and nothing kept."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from quizzes.models import Question
from quizzes.services import bank
from quizzes.types import QUESTION_TYPES, read, type_of
from quizzes.types.authoring import by_place
from tests.quizzes import data
from tests.quizzes.editing import case_form, posted, question_form, rich
from tests.quizzes.samples import MARKED_BY_PEOPLE, sample
from tests.quizzes.test_admin import EDITOR, staff

__all__ = ["staff"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
every_type = pytest.mark.parametrize("kind", QUESTION_TYPES)
#: Types that are whole once there is a stem.
STEM_IS_ALL = {"written", "upload"}


@pytest.fixture
def write(staff, client):
    """Return a closure that posts the form of a question to its preview, and then asks for the preview."""
    staff(*EDITOR)

    def preview(entry, form: dict, **asked) -> str:
        name = f"wagtailsnippets_quizzes_{entry._meta.model_name}"
        url = reverse(f"{name}:preview_on_edit", args=[entry.pk]) if entry.pk else reverse(f"{name}:preview_on_add")
        assert client.post(url, form).json() == {"is_valid": True, "is_available": True}
        answer = client.get(url, asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return preview


def load(kind: str) -> Question:
    return bank.upsert_question(key=sample(kind)["key"], data=sample(kind), at=timezone.now())


def solution(question: Question) -> dict[str, list[str]]:
    """The fields of the form that answer it rightly, by the places of its parts."""
    definition = read(by_place(question.definition()))
    kind = type_of(definition)
    return kind.to_form(definition, kind.solve(definition))


@every_type
def test_what_is_written_and_not_saved_is_asked(write, kind):
    question = load(kind)
    page = write(question, question_form(question, stem=rich("<p>Worded anew?</p>")))
    assert ("Worded anew?" in page, "Mark this answer" in page) == (True, True)


@every_type
def test_an_answer_is_marked_at_once(write, kind):
    question = load(kind)
    page = write(question, question_form(question), **{"try": "1"}, **solution(question))
    wanted = "Compare it yourself" if kind in MARKED_BY_PEOPLE else "This answer earns 1 of the mark."
    assert (wanted in page, "Because it is so." in page) == (True, True)


@pytest.mark.parametrize("kind", [kind for kind in QUESTION_TYPES if kind not in STEM_IS_ALL])
def test_a_question_whose_answer_part_is_empty_says_what_is_missing(write, kind):
    block = Question._meta.get_field("answer").stream_block.child_blocks[kind]
    empty = {
        "0": {"type": kind, "value": posted(block, block.get_default()), "deleted": "", "order": "0"},
        "count": "1",
    }
    page = write(Question(), question_form(Question(key="new-one", stem="<p>?</p>"), answer=empty))
    assert ("Not yet complete" in page, "Mark this answer" in page) == (True, False)


def test_a_question_without_a_key_says_so(write):
    question = load("sba")
    for option in question.answer[0].value["options"]:
        option["correct"] = False
    assert "no option is marked as right" in write(question, question_form(question))


def test_an_empty_field_is_named_by_its_labels(write):
    question = load("sba")
    question.answer[0].value["options"][1]["text"] = ""
    assert "Still empty: Options › 2 › Option." in write(question, question_form(question))


def test_a_question_without_a_stem_says_so(write):
    question = load("sba")
    assert "The stem is still empty." in write(question, question_form(question, stem=rich("")))


def test_a_change_of_the_key_is_marked_by_the_new_key(write):
    question = load("sba")
    right = solution(question)
    for option in question.answer[0].value["options"]:
        option["correct"] = option["text"] == "A twitch"
    page = write(question, question_form(question), **{"try": "1"}, **right)
    assert all(
        words in page for words in ("This answer earns 0 of the mark.", "Your answer, not right", "Right answer")
    )


def test_neither_the_question_nor_a_revision_nor_an_answer_is_kept(write):
    question = load("sba")
    write(question, question_form(question, stem=rich("<p>Anew?</p>")), **{"try": "1"}, **solution(question))
    assert Revision.objects.count() == 1
    assert "Anew" not in Question.objects.get().stem


def test_the_options_stay_where_they_are_while_the_stem_is_written(write):
    question = load("sba")
    pages = [write(question, question_form(question, stem=rich(f"<p>Stem {n}</p>"))) for n in range(6)]
    options = ("A taut band", "Familiar pain", "A twitch")
    assert len({tuple(sorted(options, key=page.index)) for page in pages}) == 1


def test_what_makes_no_question_is_still_refused_when_it_is_saved(write, client):
    question = load("sba")
    question.answer[0].value["options"][1]["text"] = ""
    write(question, question_form(question))
    client.post(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]), question_form(question))
    assert Revision.objects.count() == 1


def test_a_decision_of_a_case_is_answered_and_marked_where_it_stands(write):
    case = bank.upsert_case(key="case", data=data.case(), at=timezone.now())
    page = write(case, case_form(case, title="Renamed"), **{"try": "2", "answer": "1"})
    assert ("Renamed" in page, page.count("This answer earns 1 of the mark.")) == (True, 1)
    assert page.index("On the couch") < page.index("This answer earns") < page.index("Afterwards")


def test_a_case_says_at_the_stage_what_is_missing(write):
    case = bank.upsert_case(key="case", data=data.case(), at=timezone.now())
    del case.stages[1].value["decision"][0]
    page = write(case, case_form(case))
    assert page.index("On the couch") < page.index("Add what the student decides here.") < page.index("Afterwards")


def test_a_case_that_has_only_a_client_says_that_it_has_no_stage(write):
    case = bank.upsert_case(key="case", data=data.case(), at=timezone.now())
    del case.stages[:]
    assert "Add a stage" in write(case, case_form(case))


def test_a_reader_without_the_right_to_edit_gets_no_preview(staff, client):
    question = load("sba")
    staff("view_question")
    assert (
        client.get(reverse("wagtailsnippets_quizzes_question:preview_on_edit", args=[question.pk])).status_code == 302
    )

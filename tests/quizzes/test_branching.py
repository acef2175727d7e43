"""A case that branches: the way that answers lead through it, what counts, and what the student meets."""

from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading import grade, grade_item
from quizzes.paper import Branch, Decision, Item, Paper, Policy
from quizzes.routes import route
from quizzes.services import bank
from quizzes.telling import case_data
from quizzes.types import UNANSWERED, Mark, read
from quizzes.types.base import PENDING
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, reveal, save, student_of

RIGHT, WRONG, PARTLY = Mark(Fraction(1)), Mark(Fraction(0)), Mark(Fraction(1, 2))


def case_of(*branches: tuple[Branch, ...], critical=()) -> Item:
    stages = tuple(Decision(item=n, branches=ways, critical=n in critical) for n, ways in enumerate(branches, 1))
    return Item(kind="case", marks=4, decisions=stages)


def way(item: Item, *marks: Mark, answers=None) -> list[int]:
    return [stage.item for stage in route(item, dict(enumerate(marks, 1)), answers or {})]


DETOUR = case_of((Branch(when="right", to=3),), (), ())


@pytest.mark.parametrize(
    ("first", "expected"), [(RIGHT, [1, 3]), (WRONG, [1, 2, 3]), (PARTLY, [1, 2, 3]), (UNANSWERED, [1, 2, 3])]
)
def test_a_right_answer_may_spare_a_stage(first, expected):
    assert way(DETOUR, first, RIGHT, RIGHT) == expected


def test_what_people_have_yet_to_mark_leads_to_the_next_stage_and_their_mark_changes_no_way():
    item = case_of((Branch(when="right", to=3), Branch(when="wrong")), (), ())
    text = read({"type": "written", "stem": "?"})
    paper = Paper(pass_mark=50, items=(item,), policy=Policy())
    answers = {1: "a", 2: "b", 3: "c"}
    definitions = dict.fromkeys(answers, text)
    assert way(item, PENDING) == [1, 2, 3]
    assert grade(paper, definitions, answers).pending == {1, 2, 3}
    decided = grade(paper, definitions, answers, {1: Fraction(1), 2: Fraction(0), 3: Fraction(1)})
    assert (decided.pending, decided.aside, decided.score) == (frozenset(), frozenset(), Fraction(2, 3))


def test_an_answer_may_end_the_case():
    assert way(case_of((Branch(when="wrong"),), ()), WRONG) == [1]


def test_a_picked_option_leads_away_alone_or_among_several():
    item = case_of((Branch(when="option", option="c", to=3),), (), ())
    assert way(item, WRONG, answers={1: "c"}) == way(item, WRONG, answers={1: ["a", "c"]}) == [1, 3]


def test_marks_are_shared_among_the_stages_of_the_way():
    spared = grade_item(DETOUR, {1: RIGHT, 2: UNANSWERED, 3: WRONG}, aside={2})
    longer = grade_item(DETOUR, {1: WRONG, 2: RIGHT, 3: RIGHT})
    assert (spared.marks, longer.marks) == (2, Fraction(8, 3))


def test_a_critical_stage_off_the_way_fails_nobody():
    item = case_of((Branch(when="right", to=3),), (), (), critical={2})
    assert not grade_item(item, {1: RIGHT, 2: UNANSWERED, 3: RIGHT}, aside={2}).critical_failure


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(["right", "partly", "wrong"]), st.integers(0, 5)), max_size=3),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.sampled_from([RIGHT, PARTLY, WRONG, UNANSWERED]), min_size=6, max_size=6),
)
def test_every_way_begins_at_the_first_stage_and_leads_forwards(ways, marks):
    stages = [
        tuple(Branch(when=when, to=to if place < to <= len(ways) else 0) for when, to in branches)
        for place, branches in enumerate(ways, 1)
    ]
    found = way(case_of(*stages), *marks)
    assert found[0] == 1
    assert found == sorted(set(found))


def branching_case(**more) -> dict:
    case = data.case("c1")
    case["stages"][0] |= {"branches": [{"when": "right", "to": "Afterwards"}, {"when": "option", "option": "A twitch"}]}
    return case | more


@pytest.fixture
def sitting(make_quiz, sit_now, db):
    bank.upsert_case(key="c1", data=branching_case(), at=NOON)
    bank.upsert_question(key="q1", data=data.sba("q1"), at=NOON)
    return sit_now(make_quiz(items=[{"case": "c1", "marks": 4}, {"question": "q1"}], shuffle_questions=False))


def decide(client, attempt, text: str):
    client.force_login(student_of(attempt))
    form = {"sequence": 1, "answer": option(attempt, 1, text), "action": "reveal"}
    return client.post(reverse("attempt_decision", args=[attempt.token, 1]), form, follow=True)


def test_a_student_is_led_to_the_stage_that_follows_from_the_answer(sitting, client):
    page = decide(client, sitting, "Familiar pain")
    assert page.redirect_chain[-1][0].endswith("/3/")
    assert "Combing that side hurts" not in page.content.decode()


def test_an_answer_that_ends_the_case_leads_on_to_the_next_question(sitting, client):
    assert decide(client, sitting, "A twitch").redirect_chain[-1][0].endswith("/4/")


def test_another_answer_goes_through_the_stages_in_order(sitting, client):
    assert decide(client, sitting, "A taut band").redirect_chain[-1][0].endswith("/2/")


def test_a_stage_that_was_spared_is_neither_missing_nor_counted(sitting, client):
    decide(client, sitting, "Familiar pain")
    page = client.get(reverse("attempt_submit", args=[sitting.token])).content.decode()
    assert "Not on your way" in page
    save(sitting, 3, option(sitting, 3, "Familiar pain"))
    save(sitting, 4, option(sitting, 4, "Familiar pain"))
    marked = hand_in(sitting)
    assert (marked.score, marked.passed) == (1, True)
    assert sitting.responses.get(item=2).fraction is None


def test_the_review_shows_the_way_that_was_taken(sitting, client):
    decide(client, sitting, "Familiar pain")
    hand_in(sitting)
    page = client.get(reverse("attempt_review", args=[sitting.token])).content.decode()
    assert "On the couch" not in page
    assert "Afterwards" in page


def test_asking_again_leads_to_the_same_stage(sitting):
    save(sitting, 1, option(sitting, 1, "Familiar pain"))
    assert reveal(sitting, 1) == reveal(sitting, 1) == 3


@pytest.mark.parametrize(
    ("branch", "word"),
    [
        ({"when": "right", "to": "Nowhere"}, "there is no stage"),
        ({"when": "right", "to": "At first"}, "forwards only"),
        ({"when": "option", "to": "Afterwards"}, "which option"),
    ],
)
@pytest.mark.django_db
def test_a_branch_that_leads_nowhere_is_refused(branch, word):
    case = data.case("c1")
    case["stages"][1] |= {"branches": [branch]}
    with pytest.raises(bank.BankError, match=word):
        bank.upsert_case(key="c1", data=case, at=NOON)


@pytest.mark.django_db
def test_branches_are_told_as_they_were_loaded():
    case = bank.upsert_case(key="c1", data=branching_case(), at=NOON)
    assert bank.upsert_case(key="c1", data=case_data(case), at=NOON).latest_revision_id == case.latest_revision_id
    assert case_data(case)["stages"][0]["branches"] == branching_case()["stages"][0]["branches"]

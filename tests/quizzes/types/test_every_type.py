"""What holds for every question type, whatever it asks."""

from random import Random

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading import mark
from quizzes.paper import Policy
from quizzes.services.bank import upsert_question
from quizzes.showing import show
from quizzes.telling import question_data
from quizzes.types import QUESTION_TYPES, InvalidAnswer, read, type_of
from tests.quizzes.samples import MARKED_BY_PEOPLE, PARTS, ask, sample

TYPES = sorted(QUESTION_TYPES)
every_type = pytest.mark.parametrize("kind", TYPES)
seeds = st.integers(0, 2**32)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(["0", "1", "true", "-2", "30"]),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(st.sampled_from(["0", "1", "2", "number", "unit", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)
definitions = st.sampled_from(TYPES).map(ask)


def form(definition, response) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in type_of(definition).to_form(definition, response).items():
        data.setlist(name, values)
    return data


def laid(definition, seed):
    kind = type_of(definition)
    return read(kind.lay_down(definition.model_dump(mode="json"), Random(seed), shuffle=True))


def is_solved(definition) -> bool:
    """Its own solution earns everything, or waits for the people who mark this type."""
    got = mark(definition, type_of(definition).solve(definition))
    return got.pending if definition.type in MARKED_BY_PEOPLE else got.right


def test_every_type_has_a_sample_here():
    assert sorted(PARTS) == TYPES


@given(definitions, anything)
def test_any_answer_whatever_gets_a_mark_between_nothing_and_one(definition, answer):
    assert 0 <= mark(definition, answer).fraction <= 1


@given(definitions, seeds)
def test_its_own_solution_earns_everything_in_any_order_of_its_parts(definition, seed):
    assert is_solved(laid(definition, seed))


@given(definitions, seeds)
def test_an_answer_earns_the_same_however_the_parts_are_laid_down(definition, seed):
    guess = type_of(definition).guess(definition, Random(seed))
    assert mark(laid(definition, seed), guess) == mark(definition, guess)


@given(definitions, seeds)
def test_what_the_form_sends_is_the_answer_that_filled_it(definition, seed):
    kind = type_of(definition)
    for answer in (kind.solve(definition), kind.guess(definition, Random(seed)), kind.response(definition, None)):
        assert kind.from_form(definition, form(definition, answer)) == answer


@given(definitions, anything)
def test_an_answer_that_is_taken_is_canonical(definition, answer):
    kind = type_of(definition)
    try:
        once = kind.response(definition, answer)
    except InvalidAnswer as refused:
        assert str(refused)
        return
    assert kind.response(definition, once) == once


@given(definitions)
def test_nothing_is_no_answer(definition):
    kind = type_of(definition)
    assert not kind.mark(definition, kind.response(definition, None)).answered


@every_type
def test_a_form_does_not_tell_what_the_review_tells(kind):
    shown = show(ask(kind).model_dump(mode="json"))
    html = render_to_string(shown.answer_template, {"definition": shown.definition, "detail": shown.detail})
    assert "TELL" not in html


@every_type
def test_a_review_without_right_answers_says_nothing_of_right_and_wrong(kind):
    definition = ask(kind)
    see = Policy(right_answers=False, explanations=False)
    pages = []
    for answer in (type_of(definition).solve(definition), type_of(definition).guess(definition, Random(3))):
        shown = show(definition.model_dump(mode="json"), answer)
        context = {"definition": shown.definition, "detail": shown.detail, "see": see}
        pages.append(render_to_string(shown.review_template, context))
    assert not any(word in page for page in pages for word in ("state--good", "state--bad", "state--warn", "TELL"))


@every_type
@pytest.mark.django_db
def test_what_is_loaded_from_a_file_is_told_as_it_was(kind):
    question = upsert_question(key=sample(kind)["key"], data=sample(kind), at=timezone.now())
    again = upsert_question(key=question.key, data=question_data(question), at=timezone.now())
    assert again.latest_revision_id == question.latest_revision_id


@every_type
@pytest.mark.django_db
def test_a_question_of_a_file_asks_what_the_file_says(kind):
    question = upsert_question(key=sample(kind)["key"], data=sample(kind), at=timezone.now())
    assert is_solved(read(question.definition()))
    assert question.type == kind


@every_type
@pytest.mark.django_db
def test_the_block_of_a_type_takes_what_it_holds(kind):
    question = upsert_question(key=sample(kind)["key"], data=sample(kind), at=timezone.now())
    block, value = question.answer[0].block, question.answer[0].value
    kept = read(question.definition())
    assert read({"stem": kept.stem, "rationale": kept.rationale} | block.definition_data(block.clean(value))) == kept

"""Draws: so many questions of the bank by what they are about, another choice for each attempt."""

from random import Random

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Revision, Site

from courses.models import ModulePage
from quizzes.blocks import DrawItemBlock
from quizzes.drawing import deal
from quizzes.models import Question
from quizzes.services import attempts, bank
from quizzes.services.bank import BankError
from quizzes.services.dealing import short_draws
from quizzes.sources import QuestionBank
from quizzes.telling import quiz_data
from quizzes.wagtail_accommodations import warn_of_short_draws
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, option, save, save_right, student_of


def load(*keys: str, **more) -> None:
    for key in keys:
        bank.upsert_question(key=key, data=data.sba(key, **more), at=NOON)


def keys_of(attempt) -> list[str]:
    return list(attempt.responses.values_list("question__key", flat=True))


@pytest.fixture
def make_draw(make_quiz):
    """Return a closure ``make_draw(*items, **fields) -> QuizPage``; a dictionary is an item of the quiz."""
    return lambda *items, **fields: make_quiz(questions=0, items=list(items), **fields)


# The choice, without a database


@given(
    st.lists(st.tuples(st.integers(0, 8), st.lists(st.integers(1, 20), unique=True)), max_size=5),
    st.sets(st.integers(1, 20)),
    st.integers(),
)
def test_a_hand_holds_what_fits_never_twice_and_never_more_than_was_asked(draws, taken, seed):
    wanted, candidates = [number for number, _ids in draws], [ids for _number, ids in draws]
    dealt = deal(candidates, wanted, taken, Random(seed))
    everything = [pk for hand in dealt for pk in hand]
    assert len(everything) == len(set(everything))
    assert not taken & set(everything)
    for hand, number, fitting in zip(dealt, wanted, candidates, strict=True):
        assert set(hand) <= set(fitting)
        assert len(hand) <= number


@given(st.integers())
def test_a_wide_draw_leaves_a_narrow_one_what_it_needs(seed):
    assert [len(hand) for hand in deal([range(10), [1, 2]], [8, 2], [], Random(seed))] == [8, 2]


def test_the_same_seed_deals_the_same_hands():
    first, second = (deal([range(50)], [9], [], Random(7)) for _time in range(2))
    assert first == second


# What may be drawn


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draw", "fitting"),
    [
        ({"tags": ["neck"]}, {"m1-a", "m1-b"}),
        ({"tags": ["neck", "hip"]}, {"m1-a", "m1-b", "m2-c"}),
        ({"keys_start": "m2-"}, {"m2-c", "m2-d"}),
        ({"types": ["multiple"]}, {"m2-d"}),
        ({"difficulty": "hard"}, {"m1-b"}),
        ({"outcome": "palpate"}, {"m1-a"}),
        ({"tags": ["neck", "hip"], "keys_start": "m1-", "difficulty": "medium"}, {"m1-a"}),
    ],
)
def test_a_draw_chooses_by_tag_key_type_difficulty_and_outcome(make_draw, sit, draw, fitting):
    load("m1-a", tags=["neck", "hip"], outcome="Palpate the neck")
    load("m1-b", tags=["neck"], difficulty="hard")
    load("m2-c", tags=["hip"])
    bank.upsert_question(key="m2-d", data=data.multiple("m2-d"), at=NOON)
    assert set(keys_of(sit(make_draw({"draw": 9} | draw)))) == fitting


@pytest.mark.django_db
def test_each_attempt_draws_anew_so_many_of_those_that_fit(make_draw, sit):
    load(*[f"q-{n}" for n in range(12)])
    quiz = make_draw({"draw": 4, "keys_start": "q-"})
    papers = [keys_of(sit(quiz)) for _student in range(4)]
    assert all(len(set(paper)) == 4 for paper in papers)
    assert len({tuple(sorted(paper)) for paper in papers}) > 1


@pytest.mark.django_db
def test_what_is_on_the_paper_already_is_not_drawn_again_nor_what_a_case_asks(make_draw, sit):
    load("q-fixed", "q-case", "q-free")
    stages = [{"title": "Only", "decision": {"question": "q-case"}}]
    bank.upsert_case(key="case", data=data.case(stages=stages), at=NOON)
    quiz = make_draw({"draw": 3, "keys_start": "q-"}, {"question": "q-fixed"}, {"case": "case"})
    assert sorted(keys_of(sit(quiz))) == ["q-case", "q-fixed", "q-free"]


@pytest.mark.django_db
def test_too_few_in_the_bank_give_what_there_is(make_draw, sit):
    load("q-1", "q-2", "q-gone")
    quiz = make_draw({"draw": 5, "keys_start": "q-"})
    Question.objects.get(key="q-gone").unpublish()
    assert sorted(keys_of(sit(quiz))) == ["q-1", "q-2"]
    assert short_draws(quiz) == [(1, 5, 2)]


@pytest.mark.django_db
def test_drawn_questions_stand_where_the_draw_stands_and_carry_its_marks(make_draw, sit):
    load("first", "q-1", "q-2", "last")
    quiz = make_draw({"question": "first"}, {"draw": 2, "keys_start": "q-", "marks": 3}, {"question": "last"})
    attempt = sit(quiz)
    keys = keys_of(attempt)
    assert (keys[0], sorted(keys[1:3]), keys[3]) == ("first", ["q-1", "q-2"], "last")
    assert [item.marks for item in attempt.frozen_paper.items] == [1, 3, 3, 1]


@pytest.mark.django_db
def test_the_number_of_queries_to_start_does_not_grow_with_what_may_be_drawn(make_draw, make_course, make_user, enrol):
    counts = []
    for size in (3, 3, 30):  # the first also fills caches
        load(*[f"q-{n}" for n in range(size)], tags=["neck"])
        quiz, student = make_draw({"draw": size, "tags": ["neck"]}, course=make_course(lessons=1)), make_user()
        enrol(student, quiz.course)
        quiz = type(quiz).objects.get(pk=quiz.pk)
        Site.get_site_root_paths()
        with CaptureQueriesContext(connection) as queries:
            assert attempts.start(student=student, quiz=quiz, at=NOON).responses.count() == size
        counts.append(len(queries))
    assert counts[1] == counts[2]


@pytest.mark.django_db
def test_the_door_counts_what_is_drawn(make_draw, make_user, enrol, client):
    load("q-1", "q-2", "one")
    quiz, student = make_draw({"question": "one"}, {"draw": 2, "keys_start": "q-"}), make_user()
    enrol(student, quiz.course)
    client.force_login(student)
    assert "3 questions" in client.get(quiz.get_url()).content.decode()


# Files and editors

DRAW = {"draw": 2, "tags": ["hip", "neck"], "keys_start": "q-", "types": ["sba"], "difficulty": "easy", "marks": 2}


@pytest.mark.django_db
def test_what_is_told_of_a_draw_loads_to_the_same(make_draw, make_course):
    load("q-1", "q-2", tags=["neck"], difficulty="easy")
    quiz = make_draw(DRAW | {"outcome": "neck"}, {"draw": 1, "types": ["sba"]})
    told = quiz_data(quiz)
    assert told["items"] == [DRAW | {"outcome": "neck"}, {"draw": 1, "types": ["sba"]}]
    bank.upsert_quiz(module=ModulePage.objects.child_of(quiz.course).first(), data=told, at=NOON)
    assert Revision.objects.for_instance(quiz).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "item",
    [
        {"draw": 2},
        {"draw": 0, "tags": ["neck"]},
        {"draw": 2, "tags": ["neck"], "question": "q-1"},
        {"question": "q-1", "tags": ["neck"]},
        {"draw": 2, "types": ["nothing"]},
    ],
)
def test_a_file_with_a_draw_that_says_too_little_or_too_much_is_refused(make_draw, item):
    load("q-1")
    with pytest.raises(BankError):
        make_draw(item)


@pytest.mark.django_db
def test_an_exported_quiz_brings_along_all_that_it_could_draw(make_draw):
    load("q-1", "q-2", "q-3", "other")
    quiz = make_draw({"draw": 1, "keys_start": "q-"})
    [(_slug, _quiz, entries)] = QuestionBank().quizzes_of(module=quiz.get_parent().specific)
    assert [question["key"] for question in entries["questions"]] == ["q-1", "q-2", "q-3"]


@pytest.mark.django_db
def test_an_editor_who_publishes_a_draw_that_the_bank_cannot_fill_is_warned(make_draw, make_user, rf, client):
    load("q-1")
    request = rf.post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    warn_of_short_draws(request, make_draw({"draw": 3, "keys_start": "q-"}))
    assert ["asks for 3 questions; the bank holds 1" in str(message) for message in get_messages(request)] == [True]


def test_an_editor_must_say_what_to_draw_from():
    block = DrawItemBlock()
    with pytest.raises(Exception) as fault:
        block.clean(block.to_python({"draw": 2, "marks": "1"}))
    assert "tags" in fault.value.block_errors


# A retake that keeps what was right


@pytest.mark.django_db
def test_a_retake_keeps_the_right_answers_and_no_others(make_quiz, sit):
    quiz = make_quiz(questions=2, keep_right=True, shuffle_options=True)
    first = sit(quiz)
    save_right(first, 1)
    save(first, 2, option(first, 2, "A twitch"))
    hand_in(first)
    second = sit(quiz, student_of(first))
    assert [one.answer for one in second.responses.all()] == [option(second, 1, "Familiar pain"), None]
    assert hand_in(second).score * 2 == 1


@pytest.mark.django_db
def test_a_question_that_was_changed_since_is_asked_anew(make_quiz, sit):
    quiz = make_quiz(questions=1, keep_right=True)
    first = sit(quiz)
    save_right(first, 1)
    hand_in(first)
    load("q1", rationale="Better said.")
    assert sit(type(quiz).objects.get(pk=quiz.pk), student_of(first)).responses.get().answer is None


@pytest.mark.django_db
def test_without_the_option_a_retake_begins_empty_and_the_door_says_which_it_is(make_quiz, sit, client):
    quiz = make_quiz(questions=1)
    first = sit(quiz)
    save_right(first, 1)
    hand_in(first)
    assert sit(quiz, student_of(first)).responses.get().answer is None
    client.force_login(student_of(first))
    words = "begins with the answers that were fully right"
    assert words not in client.get(quiz.get_url()).content.decode()
    quiz.keep_right = True
    quiz.save_revision().publish()
    assert words in client.get(quiz.get_url()).content.decode()


@pytest.mark.django_db
def test_the_admin_shows_the_edit_form_of_a_quiz_with_a_draw(make_draw, make_user, client, no_second_factor):
    load("q-1")
    quiz, administrator = make_draw({"draw": 1, "keys_start": "q-"}), make_user(is_staff=True)
    administrator.groups.add(Group.objects.get(name="administrator"))
    client.force_login(administrator)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[quiz.pk])).status_code == 200

"""The discussion under a lesson: who reads and writes, what it shows, what it costs."""

import time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Enrolment, LessonPage, ModulePage, Post
from courses.services.reuse import reuse_module
from tests.courses.discussing import MINUTE, NOON, ask, make_posts, reply, room
from tests.courses.places import lesson_of


@pytest.fixture
def course(make_course):
    return make_course(modules=1, lessons=2)


@pytest.fixture
def lesson(course) -> LessonPage:
    return lesson_of(course)


@pytest.fixture
def student(make_user, enrol, course, client):
    person = make_user(legal_name="Ada Example", preferred_name="Ada")
    enrol(person, course)
    client.force_login(person)
    return person


@pytest.fixture
def other(make_user, enrol, course):
    person = make_user(email="other-person@example.com", legal_name="Otto Other")
    enrol(person, course)
    return person


@pytest.fixture
def editor(make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    person = make_user(legal_name="Cressida Keen")
    person.groups.add(Group.objects.get(name="administrator"))
    person.refresh_from_db()
    return person


def words(response) -> str:
    return response.content.decode()


def test_a_question_that_is_asked_is_shown(student, lesson, client):
    asked = client.post(room(lesson, "ask/"), {"title": "Where do I press?", "body": "**Here**?"})
    assert "<strong>Here</strong>" in words(client.get(asked.url))


def test_the_asker_follows_the_question(student, lesson, client):
    client.post(room(lesson, "ask/"), {"title": "Where do I press?", "body": ""})
    assert student.followings.get().question.title == "Where do I press?"


@pytest.mark.parametrize("title", ["", "Hm?", "x" * 121])
def test_a_question_without_a_fair_title_is_refused_and_its_words_are_kept(title, student, lesson, client):
    response = client.post(room(lesson, "ask/"), {"title": title, "body": "These words stay."})
    assert response.status_code == 422
    assert "These words stay." in words(response)


def test_a_body_that_is_too_long_is_refused(student, lesson, client):
    response = client.post(room(lesson, "ask/"), {"title": "Where do I press?", "body": "x" * 5001})
    assert response.status_code == 422


def test_a_preview_shows_the_words_and_keeps_nothing(student, lesson, client):
    data = {"title": "Where do I press?", "body": "**Here**?", "preview": "1"}
    assert "<strong>Here</strong>" in words(client.post(room(lesson, "ask/"), data))
    assert not Post.objects.exists()


def test_the_same_question_sent_twice_is_one(student, lesson, client):
    for _time in range(2):
        client.post(room(lesson, "ask/"), {"title": "Where do I press?", "body": ""})
    assert Post.objects.count() == 1


def test_an_answer_stands_under_its_question(student, other, lesson, client):
    question = ask(other, lesson)
    answered = client.post(room(lesson, f"{question.pk}/answer/"), {"body": "Beside the spine."})
    assert "Beside the spine." in words(client.get(answered.url))


def test_an_answer_cannot_be_answered(student, other, lesson, client):
    answer = reply(ask(other, lesson), other)
    assert client.post(room(lesson, f"{answer.pk}/answer/"), {"body": "No."}).status_code == 404


def test_people_are_called_by_what_they_like_to_be_called_and_never_by_their_address(student, other, lesson, client):
    question = ask(other, lesson)
    shown = words(client.get(room(lesson, f"{question.pk}/")))
    assert "Otto" in shown
    assert "Otto Other" not in shown
    assert "other-person@example.com" not in shown


def test_somebody_without_any_name_is_a_student(student, make_user, lesson, client):
    question = ask(make_user(email="nameless@example.com", legal_name=""), lesson)
    shown = words(client.get(room(lesson, f"{question.pk}/")))
    assert "A student" in shown
    assert "nameless" not in shown


def test_what_staff_write_is_marked_with_their_role(editor, student, other, lesson, client):
    question = ask(other, lesson)
    client.force_login(editor)
    client.post(room(lesson, f"{question.pk}/answer/"), {"body": "Beside the spine."})
    client.force_login(student)
    assert '<span class="tag">Tutor</span>' in words(client.get(room(lesson, f"{question.pk}/")))


def test_the_accepted_answer_comes_first(editor, student, other, lesson, client):
    question = ask(other, lesson)
    reply(question, student, "First in time.")
    right = reply(question, other, "The right one.", NOON + MINUTE)
    client.force_login(editor)
    client.post(room(lesson, f"posts/{right.pk}/accept/"), {"on": "1"})
    shown = words(client.get(room(lesson, f"{question.pk}/")))
    assert shown.index("The right one.") < shown.index("First in time.")


def test_a_student_cannot_accept_an_answer(student, other, lesson, client):
    answer = reply(ask(student, lesson), other)
    assert client.post(room(lesson, f"posts/{answer.pk}/accept/"), {"on": "1"}).status_code == 403


def test_the_asker_says_that_an_answer_helped_and_takes_it_back(student, other, lesson, client):
    answer = reply(ask(student, lesson), other)
    said = []
    for on in ("1", "0"):
        client.post(room(lesson, f"posts/{answer.pk}/helped/"), {"on": on})
        answer.refresh_from_db()
        said.append(answer.helped_at is not None)
    assert said == [True, False]


def test_nobody_but_the_asker_says_that_an_answer_helped(student, other, lesson, client):
    answer = reply(ask(other, lesson), other)
    assert client.post(room(lesson, f"posts/{answer.pk}/helped/"), {"on": "1"}).status_code == 403


def test_unanswered_questions_come_first(student, other, lesson, client):
    ask(other, lesson, "The unanswered one")
    reply(ask(other, lesson, "The answered one", at=NOON + MINUTE), student)
    shown = words(client.get(room(lesson)))
    assert shown.index("The unanswered one") < shown.index("The answered one")


def test_the_newest_come_first_when_asked(student, other, lesson, client):
    ask(other, lesson, "The older one")
    reply(ask(other, lesson, "The newer one", at=NOON + MINUTE), student)
    shown = words(client.get(room(lesson, "?sort=newest")))
    assert shown.index("The newer one") < shown.index("The older one")


@pytest.mark.parametrize("query", ["trapezius", "TRAPEZIUS", "spine answer", "trapezius wonder"])
def test_search_finds_titles_words_and_answers(query, student, other, lesson, client):
    reply(ask(other, lesson, "About the trapezius"), student, "An answer about the spine.")
    ask(other, lesson, "Something else", "Nothing.")
    shown = words(client.get(room(lesson), {"q": query}))
    assert ("About the trapezius" in shown, "Something else" in shown) == (True, False)


def test_search_finds_nothing_in_what_was_hidden(student, other, lesson, client):
    question = ask(other, lesson, "About the trapezius")
    Post.objects.filter(pk=question.pk).update(state=Post.State.HIDDEN)
    assert "0 questions have" in words(client.get(room(lesson), {"q": "trapezius"}))


def test_search_stays_within_the_lesson(student, other, course, lesson, client):
    ask(other, lesson_of(course, 1, 2), "About the trapezius")
    assert "About the trapezius" not in words(client.get(room(lesson), {"q": "trapezius"}))


def test_a_post_of_another_lesson_is_not_found_here(student, other, course, lesson, client):
    question = ask(other, lesson_of(course, 1, 2))
    assert client.get(room(lesson, f"{question.pk}/")).status_code == 404


@pytest.mark.parametrize(("posts", "answers"), [(5, 5), (500, 500)])
@pytest.mark.parametrize("page", ["", "?q=Question", "{pk}/", "{pk}/?answer={pk}"])
def test_a_page_costs_the_same_however_much_was_said(posts, answers, page, student, other, lesson, client):
    first = make_posts(lesson, other, posts, answers)[0]
    address = room(lesson, page.format(pk=first.pk))
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        start = time.process_time()
        assert client.get(address).status_code == 200
    assert len(queries) <= 9
    assert time.process_time() - start < 0.5  # seconds; it takes a tenth of that


def test_the_lesson_itself_asks_the_database_no_more_than_before(student, other, lesson, client):
    make_posts(lesson, other, 50)
    for _visit in range(2):
        client.get(lesson.get_url())
    with CaptureQueriesContext(connection) as queries:
        shown = words(client.get(lesson.get_url()))
    assert len(queries) <= 4
    assert room(lesson) in shown


def test_the_lesson_fetches_only_the_newest_few(student, other, lesson, client):
    make_posts(lesson, other, 30)
    response = client.get(room(lesson), headers={"hx-request": "true"})
    assert words(response).count("discussion__row") == 5
    assert "See the whole discussion: 30 questions" in words(response)
    assert "HX-Request" in response["Vary"]


def test_a_visitor_of_a_free_lesson_sees_nothing_of_its_discussion(other, lesson, client):
    lesson.free_preview = True
    lesson.save_revision().publish()
    ask(other, lesson, "A question of students")
    assert "discussion" not in words(client.get(lesson.get_url())).replace("lesson-discussion.css", "")
    assert client.get(room(lesson)).status_code == 403


def test_a_stranger_who_is_signed_in_sees_nothing_of_the_discussion_of_a_free_lesson(make_user, other, lesson, client):
    lesson.free_preview = True
    lesson.save_revision().publish()
    client.force_login(make_user())
    assert client.get(room(lesson)).status_code == 403


def test_a_student_reads_the_discussion_of_a_free_lesson(student, lesson, client):
    lesson.free_preview = True
    lesson.save_revision().publish()
    assert client.get(room(lesson)).status_code == 200


def test_staff_write_under_a_free_lesson_too(editor, lesson, client):
    lesson.free_preview = True
    lesson.save_revision().publish()
    client.force_login(editor)
    assert client.get(room(lesson, "ask/")).status_code == 200


@pytest.mark.parametrize("access", [Enrolment.Access.ENDED, Enrolment.Access.PAUSED])
@pytest.mark.parametrize("free", [True, False])
def test_whose_seat_is_not_open_any_more_reads_and_does_not_write(access, free, student, other, lesson, client):
    lesson.free_preview = free
    lesson.save_revision().publish()
    question = ask(other, lesson)
    Enrolment.objects.filter(student=student).update(access=access)
    read = [client.get(room(lesson, rest)).status_code for rest in ("", f"{question.pk}/")]
    wrote = [
        client.post(room(lesson, "ask/"), {"title": "May I ask?", "body": ""}).status_code,
        client.post(room(lesson, f"{question.pk}/answer/"), {"body": "May I?"}).status_code,
    ]
    assert (read, wrote) == ([200, 200], [403, 403])


def test_whose_seat_has_ended_may_still_take_back_what_they_wrote(student, lesson, client):
    question = ask(student, lesson)
    Enrolment.objects.filter(student=student).update(access=Enrolment.Access.ENDED)
    client.post(room(lesson, f"posts/{question.pk}/remove/"))
    assert not Post.objects.exists()


def test_a_lesson_that_is_still_locked_keeps_its_discussion_shut(make_course, make_user, enrol, client):
    course, person = make_course(lessons=2, sequential=True), make_user()
    enrol(person, course)
    client.force_login(person)
    assert client.get(room(lesson_of(course, 1, 2))).status_code == 403


def test_a_lesson_that_is_not_live_has_no_discussion(student, lesson, client):
    lesson.unpublish()
    assert client.get(room(lesson)).status_code == 404


def test_a_lesson_and_its_alias_in_another_course_share_one_discussion(
    make_course, make_user, enrol, other, lesson, client
):
    second = make_course(lessons=0, modules=0)
    module = ModulePage.objects.get(pk=lesson.get_parent().pk)
    alias = LessonPage.objects.child_of(reuse_module(module=module, course=second)).get(slug=lesson.slug)
    person = make_user()
    enrol(person, second)
    client.force_login(person)
    question = ask(other, lesson, "Asked at the original")
    client.post(room(alias, f"{question.pk}/answer/"), {"body": "Answered at the alias."})
    assert "Asked at the original" in words(client.get(room(alias)))
    client.force_login(other)
    assert "Answered at the alias." in words(client.get(room(lesson, f"{question.pk}/")))


def test_a_lesson_with_questions_is_not_deleted_with_them(editor, other, lesson, client):
    ask(other, lesson)
    client.force_login(editor)
    client.post(f"/staff/pages/{lesson.pk}/delete/")
    assert LessonPage.objects.filter(pk=lesson.pk).exists()


def test_somebody_who_writes_very_often_is_asked_to_wait_and_loses_nothing(student, lesson, client):
    statuses = [
        client.post(room(lesson, "ask/"), {"title": f"Question {n}", "body": "These words stay."}) for n in range(7)
    ]
    assert [response.status_code for response in statuses] == [302] * 6 + [429]
    assert "These words stay." in words(statuses[-1])


def test_following_a_lesson_and_stopping(student, lesson, client):
    said = []
    for on in ("1", "1", "0"):
        client.post(room(lesson, "follow/"), {"on": on})
        said.append(student.followings.count())
    assert said == [1, 1, 0]


@pytest.mark.parametrize("on", ["", "yes", "2"])
def test_a_switch_that_says_neither_is_refused(on, student, lesson, client):
    assert client.post(room(lesson, "follow/"), {"on": on}).status_code == 400


def test_an_answer_far_down_is_found_on_its_page(student, other, lesson, client):
    question = make_posts(lesson, other, 1, 60)[0]
    last = question.answers.latest("created_at")
    assert f'id="post-{last.pk}"' in words(client.get(room(lesson, f"{question.pk}/?answer={last.pk}")))


def test_editing_within_a_quarter_of_an_hour_leaves_no_mark(student, lesson, client):
    question = ask(student, lesson, at=timezone.now() - 14 * MINUTE)
    client.post(room(lesson, f"posts/{question.pk}/edit/"), {"title": "A better title", "body": "Better."})
    question.refresh_from_db()
    assert (question.title, question.edited_at) == ("A better title", None)


def test_editing_later_is_marked(student, lesson, client):
    question = ask(student, lesson, at=timezone.now() - 16 * MINUTE)
    client.post(room(lesson, f"posts/{question.pk}/edit/"), {"title": "A better title", "body": "Better."})
    assert "edited" in words(client.get(room(lesson, f"{question.pk}/")))


@pytest.mark.parametrize("act", ["edit/", "remove/"])
def test_nobody_edits_or_removes_what_somebody_else_wrote(act, student, other, lesson, client):
    question = ask(other, lesson)
    data = {"title": "Mine now, this one", "body": "x"}
    assert client.post(room(lesson, f"posts/{question.pk}/{act}"), data).status_code == 403


def test_a_removed_question_without_answers_is_gone(student, lesson, client):
    question = ask(student, lesson)
    client.post(room(lesson, f"posts/{question.pk}/remove/"))
    assert not Post.objects.exists()


def test_a_removed_question_with_answers_leaves_a_line_in_its_place(student, other, lesson, client):
    question = ask(student, lesson, "What I would rather not have asked")
    reply(question, other)
    client.post(room(lesson, f"posts/{question.pk}/remove/"))
    shown = words(client.get(room(lesson, f"{question.pk}/")))
    assert "This post was removed by its author." in shown
    assert "What I would rather not have asked" not in shown
    assert "Beside the spine" in shown

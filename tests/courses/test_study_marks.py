"""Notes, highlights and bookmarks beside a lesson: who may keep them, what is kept, what is refused and not lost."""

import pytest
from django.utils import timezone

from courses.models import Enrolment, StudyMark
from courses.services import study
from tests.courses.places import address, lesson_of

NOW = timezone.now()
HTMX = {"HX-Request": "true"}


@pytest.fixture
def course(make_course):
    return make_course(modules=2, lessons=2)


@pytest.fixture
def seat(make_user, enrol, course, client):
    student = make_user()
    client.force_login(student)
    return enrol(student, course)


@pytest.fixture
def note(seat, course):
    return study.add_note(seat=seat, step=lesson_of(course), text="Mine", at=NOW)


@pytest.fixture
def highlight(seat, course):
    passage = study.Passage("taut band", "a ", " in a muscle", 12)
    return study.highlight_passage(seat=seat, step=lesson_of(course), passage=passage, colour="ask", at=NOW)


def page_of(client, course) -> str:
    return client.get(address(course)).content.decode()


def test_a_note_stands_beside_its_lesson(seat, course, client):
    client.post(f"{address(course)}notes/", {"text": "Palpate along the band"})
    assert "Palpate along the band" in page_of(client, course)


def test_a_note_stands_beside_no_other_lesson(note, course, client):
    assert "Mine" not in client.get(address(course, 1, 2)).content.decode()


def test_saving_a_note_leads_back_to_the_notes_of_the_lesson(seat, course, client):
    assert client.post(f"{address(course)}notes/", {"text": "x"}).url == f"{address(course)}#study"


def test_with_htmx_saving_a_note_answers_with_the_panel_alone(seat, course, client):
    text = client.post(f"{address(course)}notes/", {"text": "Mine"}, headers=HTMX).content.decode()
    assert 'id="study-panel"' in text
    assert "<html" not in text


def test_markup_in_a_note_is_shown_as_it_was_typed(seat, course, client):
    client.post(f"{address(course)}notes/", {"text": "<script>alert(1)</script>"})
    text = page_of(client, course)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text


def test_the_same_note_sent_twice_is_one_note(seat, course, client):
    for _time in range(2):
        client.post(f"{address(course)}notes/", {"text": "Mine"})
    assert StudyMark.objects.count() == 1


def test_lines_of_a_note_are_kept_and_count_as_one_sign_each(seat, course, client):
    client.post(f"{address(course)}notes/", {"text": "a\r\n" * 1999 + "b"})
    assert StudyMark.objects.get().text.count("\n") == 1999


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a\x00b"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_note_that_cannot_be_is_refused_with_a_reason(text, headers, seat, course, client):
    response = client.post(f"{address(course)}notes/", {"text": text}, headers=headers)
    assert response.status_code == 422
    assert not StudyMark.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_was_typed_is_not_lost_when_a_note_is_refused(headers, seat, course, client):
    response = client.post(f"{address(course)}notes/", {"text": "word " * 1000}, headers=headers)
    assert "word word word" in response.content.decode()


def test_a_note_may_stand_on_a_highlight(highlight, course, client):
    client.post(f"{address(course)}notes/", {"text": "Why?", "highlight": highlight.pk})
    assert StudyMark.objects.get(text="Why?").highlight == highlight


def test_a_note_on_somebody_elses_highlight_stands_alone(make_user, enrol, highlight, course, client):
    other = make_user()
    enrol(other, course)
    client.force_login(other)
    client.post(f"{address(course)}notes/", {"text": "Mine", "highlight": highlight.pk})
    assert StudyMark.objects.get(student=other).highlight is None


def test_removing_a_highlight_leaves_its_notes(highlight, course, client):
    client.post(f"{address(course)}notes/", {"text": "Why?", "highlight": highlight.pk})
    client.post(f"/learn/notes/{highlight.pk}/remove/")
    assert [mark.text for mark in StudyMark.objects.all()] == ["Why?"]


def test_a_highlight_keeps_its_words_and_those_around_it(seat, course, client):
    sent = {"exact": "taut band", "before": "a", "after": "in", "position": 12, "colour": "use"}
    client.post(f"{address(course)}highlights/", sent)
    kept = StudyMark.objects.values_list("exact", "prefix", "suffix", "position", "colour").get()
    assert kept == tuple(sent.values())


def test_the_same_passage_again_takes_the_new_meaning(highlight, course, client):
    client.post(f"{address(course)}highlights/", {"exact": "taut band", "position": 12, "colour": "key"})
    assert StudyMark.objects.get().colour == "key"


@pytest.mark.parametrize(
    "wrong", [{"exact": ""}, {"exact": "x" * 2001}, {"colour": "pink"}, {"position": -1}, {"before": "x" * 101}]
)
def test_a_highlight_that_cannot_be_is_refused(wrong, seat, course, client):
    response = client.post(f"{address(course)}highlights/", {"exact": "taut band"} | wrong, headers=HTMX)
    assert response.status_code == 422
    assert not StudyMark.objects.exists()


def test_a_bookmark_is_put_in_and_taken_out(seat, course, client):
    client.post(f"{address(course)}bookmark/", {"on": "1"})
    assert "Bookmarked" in page_of(client, course)
    client.post(f"{address(course)}bookmark/", {"on": ""})
    assert "Bookmarked" not in page_of(client, course)


def test_a_bookmark_put_in_twice_is_one(seat, course, client):
    for _time in range(2):
        client.post(f"{address(course)}bookmark/", {"on": "1"})
    assert StudyMark.objects.count() == 1


def test_a_note_is_changed(note, client):
    client.post(f"/learn/notes/{note.pk}/", {"text": "Better"})
    note.refresh_from_db()
    assert note.text == "Better"


def test_a_highlight_is_given_another_meaning(highlight, client):
    client.post(f"/learn/notes/{highlight.pk}/", {"colour": "key"})
    highlight.refresh_from_db()
    assert highlight.colour == "key"


def test_a_change_that_cannot_be_shows_what_was_typed(note, client):
    response = client.post(f"/learn/notes/{note.pk}/", {"text": "word " * 1000}, headers=HTMX)
    assert response.status_code == 422
    assert "word word word" in response.content.decode()


def test_a_note_is_removed(note, client):
    client.post(f"/learn/notes/{note.pk}/remove/")
    assert not StudyMark.objects.exists()


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_after_a_change_one_is_led_to_no_place_that_is_not_ours(place, note, course, client):
    response = client.post(f"/learn/notes/{note.pk}/", {"text": "x", "next": place})
    assert response.url == f"{address(course)}#study"


@pytest.mark.parametrize("rest", ["", "remove/"])
def test_somebody_elses_note_is_not_found(rest, note, make_user, client):
    client.force_login(make_user())
    assert client.post(f"/learn/notes/{note.pk}/{rest}", {"text": "x"}).status_code == 404


def test_nothing_of_another_student_is_shown_beside_a_lesson(note, make_user, enrol, course, client):
    other = make_user()
    enrol(other, course)
    client.force_login(other)
    assert "Mine" not in page_of(client, course)


@pytest.mark.parametrize("access", [Enrolment.Access.ENDED, Enrolment.Access.PAUSED])
@pytest.mark.parametrize(("what", "sent"), [("notes", {"text": "x"}), ("highlights", {"exact": "x"}), ("bookmark", {})])
def test_nothing_is_added_without_an_open_seat(access, what, sent, seat, course, client):
    Enrolment.objects.update(access=access)
    assert client.post(f"{address(course)}{what}/", sent).status_code == 403
    assert not StudyMark.objects.exists()


def test_whose_seat_ended_may_still_change_and_remove_what_is_theirs(note, client):
    Enrolment.objects.update(access=Enrolment.Access.ENDED)
    client.post(f"/learn/notes/{note.pk}/", {"text": "Better"})
    assert StudyMark.objects.get().text == "Better"
    client.post(f"/learn/notes/{note.pk}/remove/")
    assert not StudyMark.objects.exists()


def test_a_visitor_of_a_free_lesson_has_no_notes(course, client):
    lesson = lesson_of(course)
    lesson.free_preview = True
    lesson.save()
    text = page_of(client, course)
    assert 'id="study"' not in text
    assert "Print this lesson" in text


def test_beside_one_lesson_five_hundred_things_may_be_kept(seat, course, client):
    lesson = lesson_of(course)
    StudyMark.objects.bulk_create(
        StudyMark(student=seat.student, step_id=lesson.pk, kind="note", text=str(n), created_at=NOW, updated_at=NOW)
        for n in range(study.MOST_PER_STEP)
    )
    response = client.post(f"{address(course)}notes/", {"text": "One too many"}, headers=HTMX)
    assert response.status_code == 409
    assert "One too many" in response.content.decode()


def test_who_writes_all_the_time_is_asked_to_wait_and_loses_nothing(seat, course, client):
    send = lambda n: client.post(f"{address(course)}notes/", {"text": f"Note {n}"}, headers=HTMX)  # noqa: E731
    answers = [send(n) for n in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 429
    assert "Note 60" in answers[60].content.decode()


def test_a_lesson_with_notes_is_not_deleted(note, course):
    with pytest.raises(Exception, match="protected"):
        lesson_of(course).delete()


@pytest.mark.parametrize("marks", [0, 40])
def test_a_lesson_takes_one_query_more_for_everything_that_is_kept(
    marks, seat, course, client, django_assert_num_queries
):
    for n in range(marks):
        passage = study.Passage("words", position=n)
        on = study.highlight_passage(seat=seat, step=lesson_of(course), passage=passage, colour="key", at=NOW)
        study.add_note(seat=seat, step=lesson_of(course), text=f"Note {n}", highlight=on, at=NOW)
    for _visit in range(2):
        client.get(address(course))
    with django_assert_num_queries(4):
        client.get(address(course))

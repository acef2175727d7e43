"""My notes: everything a student keeps, in the order of the courses; searched, printed, taken along."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Enrolment, StudyMark
from courses.services import study
from tests.courses.places import address, lesson_of, lessons_of

NOW = timezone.now()


@pytest.fixture
def student(make_user, client):
    person = make_user()
    client.force_login(person)
    return person


@pytest.fixture
def seat(student, enrol, make_course):
    return enrol(student, make_course(title="Trigger points", modules=2, lessons=2))


@pytest.fixture
def kept(seat):
    """A note on the second lesson, then a highlight with a note and a bookmark on the first."""
    first, second = lesson_of(seat.course), lesson_of(seat.course, 1, 2)
    study.add_note(seat=seat, step=second, text="Later words", at=NOW)
    passage = study.Passage("a taut band", "There is", "in the muscle", 20)
    highlight = study.highlight_passage(seat=seat, step=first, passage=passage, colour="ask", at=NOW)
    study.add_note(seat=seat, step=first, text="Why taut?", highlight=highlight, at=NOW + timedelta(seconds=1))
    study.set_bookmark(seat=seat, step=first, on=True, at=NOW)
    return seat


def text_of(client, rest: str = "") -> str:
    return " ".join(client.get(f"/learn/notes/{rest}").content.decode().split())


def in_order(text: str, *words: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def test_without_notes_it_says_how_to_begin(student, client, home):
    assert "No notes yet" in text_of(client)


def test_everything_stands_under_its_course_module_and_step_in_order(kept, client):
    words = ("Trigger points", "Module 1", "Lesson 1.1", "Bookmark", "a taut band", "Why taut?", "Lesson 1.2", "Later")
    text = text_of(client)
    assert in_order(text[text.index("notes-course") :], *words)


def test_nothing_of_another_student_is_listed(kept, make_user, client):
    client.force_login(make_user())
    assert "No notes yet" in text_of(client)


def test_my_learning_leads_to_the_notes(student, client, home):
    assert 'href="/learn/notes/"' in client.get("/learn/").content.decode()


def test_whose_seat_ended_reads_and_takes_along_their_notes(kept, client):
    Enrolment.objects.update(access=Enrolment.Access.ENDED)
    for rest in ("", "print/", "my-notes.md", "my-notes.json"):
        assert "Why taut?" in text_of(client, rest)


def test_notes_on_a_lesson_that_is_no_longer_published_are_listed_without_a_link(kept, client):
    lesson_of(kept.course).unpublish()
    text = text_of(client)
    assert "Why taut?" in text
    assert f'href="{address(kept.course)}"' not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("taut", {"a taut band", "Why taut?"}),
        ("later WORDS", {"Later words"}),
        ("1.2", {"Later words"}),
        ("zebra", set()),
    ],
)
def test_notes_are_found_by_all_the_words_sought(query, found, kept, client):
    text = text_of(client, f"?q={query}")
    assert {words for words in ("a taut band", "Why taut?", "Later words") if words in text} == found


def test_one_kind_alone_is_shown(kept, client):
    text = text_of(client, "?kind=highlight")
    assert "a taut band" in text
    assert "Later words" not in text


def test_a_long_list_is_shown_a_page_at_a_time_and_printed_as_a_whole(seat, client):
    for n in range(35):
        study.add_note(seat=seat, step=lesson_of(seat.course), text=f"Note {n:02}", at=NOW)
    assert text_of(client).count("study__text") == 30
    assert text_of(client, "?page=2").count("study__text") == 5
    assert text_of(client, "print/").count("study__text") == 35


def test_the_markdown_file_has_headings_quotations_and_notes(kept, client):
    response = client.get("/learn/notes/my-notes.md")
    text = response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="my-notes.md"'
    assert in_order(text, "## Trigger points", "### Module 1", "#### Lesson 1.1", "> a taut band", "Why taut?")


def test_the_json_file_says_passages_as_the_standard_does(kept, client):
    marks = json.loads(client.get("/learn/notes/my-notes.json").content)["notes"]
    selector = {"type": "TextQuoteSelector", "exact": "a taut band", "prefix": "There is", "suffix": "in the muscle"}
    assert [mark["kind"] for mark in marks] == ["bookmark", "highlight", "note", "note"]
    assert marks[1]["selector"] == selector
    assert marks[2]["highlight"] == marks[1]["id"]


def test_who_downloads_all_the_time_is_asked_to_wait(kept, client):
    assert [client.get("/learn/notes/my-notes.md").status_code for _n in range(11)] == [200] * 10 + [429]


@pytest.mark.parametrize("rest", ["", "print/", "my-notes.json"])
@pytest.mark.parametrize(("courses", "notes"), [(1, 1), (4, 6)])
def test_my_notes_take_five_queries_however_many_there_are(
    rest, courses, notes, student, make_course, enrol, client, django_assert_max_num_queries
):
    for _number in range(courses):
        seat = enrol(student, make_course(modules=2, lessons=2))
        for lesson in lessons_of(seat.course):
            for n in range(notes):
                study.add_note(seat=seat, step=lesson, text=f"Note {n}", at=NOW)
    assert StudyMark.objects.exists()
    client.get(f"/learn/notes/{rest}")
    with django_assert_max_num_queries(5):
        assert client.get(f"/learn/notes/{rest}").status_code == 200

"""Files as answers: looked at by their bytes, kept at once, shown to few, marked by people, gone when taken back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from content.plain_pictures import MOST_PIXELS
from quizzes.models import Attempt, Script, Upload
from quizzes.services import bank
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, student_of
from tests.quizzes.desk import make_marker, mark_fully
from tests.quizzes.files import FILM, HEIC, PDF, WEBM, hand_over, photograph, sent
from tests.quizzes.samples import sample

__all__ = ["make_marker"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor", "own_media")]


@pytest.fixture
def sit_upload(make_quiz, sit_now):
    """Return a closure: a student sits a quiz that asks for files, ``asked`` changes the question.

    Several calls share the quiz of the first.
    """
    quizzes: list = []

    def start(student=None, asked: dict | None = None, **fields) -> Attempt:
        if not quizzes:
            bank.upsert_question(key="hands", data=sample("upload", key="hands", **(asked or {})), at=NOON)
            bank.upsert_question(key="q1", data=data.sba("q1"), at=NOON)
            quizzes.append(make_quiz(items=[{"question": "hands"}, {"question": "q1"}], **fields))
        return sit_now(quizzes[0], student)

    return start


@pytest.fixture
def send(client):
    """Return a closure: the attempt's student sends a file by script."""

    def post(attempt: Attempt, body: bytes, name: str = "IMG_0001.jpg"):
        client.force_login(student_of(attempt))
        return client.post(reverse("attempt_upload", args=[attempt.token, 1]), {"file": sent(name, body)})

    return post


def answer_of(attempt: Attempt) -> list[str]:
    return attempt.responses.get(item=1).answer or []


def address(attempt: Attempt) -> str:
    return reverse("attempt_decision", args=[attempt.token, 1])


def files_in(folder) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        (photograph(), "jpg"),
        (photograph("PNG"), "png"),
        (photograph("WEBP"), "webp"),
        (FILM, "mp4"),
        (WEBM, "webm"),
        (PDF, "pdf"),
    ],
)
def test_what_is_acknowledged_is_on_disk_and_named_by_what_it_holds(sit_upload, send, tmp_path, body, ending):
    attempt = sit_upload()
    assert send(attempt, body, "letter.html").status_code == 201
    (name,) = answer_of(attempt)
    assert name.endswith(f".{ending}")
    assert files_in(tmp_path) == [name]


@pytest.mark.parametrize(
    "body", [b"<script>alert(1)</script>", HEIC, b"", b"\xff\xd8\xff" + b"0" * 64, b"MZ" + b"0" * 64]
)
def test_what_only_claims_to_be_a_photograph_is_refused_and_leaves_nothing(sit_upload, send, tmp_path, body):
    attempt = sit_upload()
    assert send(attempt, body, "photo.jpg").status_code == 422
    assert (answer_of(attempt), files_in(tmp_path)) == ([], [])


def test_a_kind_that_was_not_asked_for_is_refused(sit_upload, send):
    response = send(sit_upload(asked={"films": False}), FILM, "film.mp4")
    assert (response.status_code, response.json()["message"]) == (422, "This file is not of a kind that is taken here.")


def test_a_file_larger_than_its_author_allows_is_refused(sit_upload, send):
    response = send(sit_upload(asked={"most_megabytes": 1}), PDF + b"0" * 1024 * 1024)
    assert (response.status_code, response.json()["message"]) == (422, "The file is larger than 1 MB.")


def test_a_picture_of_more_pixels_than_we_hold_is_refused(sit_upload, send):
    body = BytesIO()
    Image.new("1", (MOST_PIXELS // 1000 + 1, 1000)).save(body, "PNG")
    assert "more pixels" in send(sit_upload(), body.getvalue()).json()["message"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_keeps_its_way_up_and_says_neither_where_nor_whose(sit_upload, send, form):
    attempt = sit_upload()
    send(attempt, photograph(form))
    with Upload.objects.get().file.open() as file, Image.open(file) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == (form, (20, 40), {})


def test_more_files_than_asked_for_are_refused(sit_upload, send):
    attempt = sit_upload()
    statuses = [send(attempt, photograph()).status_code for _file in range(4)]
    assert (statuses, len(answer_of(attempt))) == ([201, 201, 201, 422], 3)


def test_where_one_file_is_asked_for_another_takes_its_place(
    sit_upload, send, tmp_path, django_capture_on_commit_callbacks
):
    attempt = sit_upload(asked={"most_files": 1})
    send(attempt, photograph())
    with django_capture_on_commit_callbacks(execute=True):
        send(attempt, PDF)
    (name,) = answer_of(attempt)
    assert (name[-4:], files_in(tmp_path)) == (".pdf", [name])


def test_a_file_that_is_taken_back_leaves_nothing(sit_upload, client, tmp_path, django_capture_on_commit_callbacks):
    attempt = sit_upload()
    _first, second = [hand_over(attempt, at=timezone.now()) for _file in range(2)][-1]
    client.force_login(student_of(attempt))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(attempt), {"answer": second, "sequence": 9})
    assert (answer_of(attempt), files_in(tmp_path)) == ([second], [second])


def test_a_form_without_a_script_hands_in_several_files_at_once(sit_upload, client):
    attempt = sit_upload()
    client.force_login(student_of(attempt))
    files = [sent("a.jpg", photograph()), sent("b.pdf", PDF)]
    response = client.post(address(attempt), {"sequence": 1, "action": "finish", "file": files})
    assert response.url == reverse("attempt_submit", args=[attempt.token])
    assert [name[-3:] for name in answer_of(attempt)] == ["jpg", "pdf"]


def test_a_form_with_a_file_that_is_not_taken_says_so_and_keeps_the_others(sit_upload, client):
    attempt = sit_upload()
    (kept,) = hand_over(attempt, at=timezone.now())
    client.force_login(student_of(attempt))
    fields = {"sequence": 9, "answer": kept, "file": sent("page.jpg", b"<script>")}
    response = client.post(address(attempt), fields)
    assert (response.status_code, answer_of(attempt)) == (422, [kept])
    assert "not of a kind that is taken here" in response.content.decode()


def test_another_device_shows_the_file_under_a_name_that_tells_nothing(sit_upload, send, client):
    attempt = sit_upload()
    send(attempt, photograph(), "Jane Doe, Leeds.jpg")
    html = client.get(address(attempt)).content.decode()
    assert "Hand in Photo 1" in html
    assert "Jane" not in html
    assert "Question </span>1<span" in html.replace("\n", "")
    assert ", answered" in html


def test_at_the_deadline_a_file_is_refused_like_any_answer_and_what_was_kept_is_handed_in(sit_upload, send):
    attempt = sit_upload(time_limit=20)
    send(attempt, photograph())
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - timedelta(seconds=1))
    assert (send(attempt, photograph()).status_code, len(answer_of(attempt))) == (410, 1)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SUBMITTED


def test_what_is_handed_in_takes_no_more_files(sit_upload, send):
    attempt = sit_upload()
    hand_in(attempt, timezone.now())
    assert send(attempt, photograph()).status_code == 409


def test_nobody_adds_a_file_to_anothers_answer_or_to_another_question(sit_upload, client, make_user):
    attempt = sit_upload()
    for person, item in ((make_user(), 1), (student_of(attempt), 2), (student_of(attempt), 7)):
        client.force_login(person)
        response = client.post(reverse("attempt_upload", args=[attempt.token, item]), {"file": sent("a.jpg", PDF)})
        assert response.status_code in {403, 404, 422}
    assert not Upload.objects.exists()


def test_an_answer_cannot_name_anothers_file(sit_upload, client, make_user, enrol):
    first = sit_upload()
    (name,) = hand_over(first, at=timezone.now())
    thief = make_user()
    enrol(thief, first.quiz.course)
    second = sit_upload(thief)
    client.force_login(thief)
    assert client.post(address(second), {"sequence": 1, "answer": name}).status_code == 422
    assert answer_of(second) == []


def test_a_file_is_for_its_student_and_for_staff_who_mark_or_assure(sit_upload, client, make_user, make_marker):
    attempt = sit_upload()
    hand_over(attempt, at=timezone.now())
    token = Upload.objects.get().token
    people = {role: make_marker(role) for role in ("assessor", "iqa", "editor", "finance")}
    people |= {"student": student_of(attempt), "stranger": make_user()}

    def sees(person) -> bool:
        client.force_login(person)
        name = "marking_desk:upload" if person.is_staff else "upload"
        return client.get(reverse(name, args=[token])).status_code == 200

    assert {name for name, person in people.items() if sees(person)} == {"student", "assessor", "iqa"}


@pytest.mark.parametrize(("body", "shown"), [(photograph(), "inline"), (PDF, 'attachment; filename="document.pdf"')])
def test_a_file_goes_out_privately_and_can_do_nothing(sit_upload, client, body, shown):
    attempt = sit_upload()
    hand_over(attempt, body=body, at=timezone.now())
    client.force_login(student_of(attempt))
    headers = client.get(reverse("upload", args=[Upload.objects.get().token])).headers
    assert headers["Content-Disposition"] == shown
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"].startswith("private")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_film_is_sought_in(sit_upload, client):
    attempt = sit_upload()
    hand_over(attempt, body=FILM, at=timezone.now())
    client.force_login(student_of(attempt))
    response = client.get(reverse("upload", args=[Upload.objects.get().token]), headers={"Range": "bytes=4-7"})
    assert (response.status_code, response.content) == (206, b"ftyp")


def test_markers_and_the_review_see_the_files(sit_upload, client, make_marker):
    attempt = sit_upload(asked={"blind": True, "markers": 1}, pass_mark=40)
    hand_over(attempt, at=timezone.now())
    hand_over(attempt, body=PDF, at=timezone.now())
    hand_in(attempt, timezone.now())
    marker = make_marker()
    client.force_login(marker)
    html = client.get(reverse("marking_desk:mark", args=[Script.objects.get().pk])).content.decode()
    assert 'alt="Photo 1"' in html
    assert "Document 1 (PDF)" in html
    assert "Accepted answers" not in html
    assert str(student_of(attempt)) not in html
    mark_fully(attempt, marker)
    client.force_login(student_of(attempt))
    html = client.get(reverse("attempt_review", args=[attempt.token])).content.decode()
    assert all(words in html for words in ('alt="Photo 1"', "What a good answer shows", "What the marker says"))


def test_a_retake_that_keeps_what_was_right_keeps_the_files_of_both_attempts(
    sit_upload, client, make_marker, django_capture_on_commit_callbacks, tmp_path
):
    first = sit_upload(asked={"markers": 1}, keep_right=True, pass_mark=100)
    (name,) = hand_over(first, at=timezone.now())
    hand_in(first, timezone.now())
    mark_fully(first, make_marker())
    second = sit_upload(student_of(first))
    assert answer_of(second) == [name]
    client.force_login(student_of(first))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(second), {"sequence": 1})
    assert (answer_of(second), answer_of(first), files_in(tmp_path)) == ([], [name], [name])


def test_many_files_are_shown_in_as_many_queries_as_one(sit_upload, client):
    attempt, counts = sit_upload(), []
    client.force_login(student_of(attempt))
    for _file in range(3):
        hand_over(attempt, at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            client.get(address(attempt))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_too_many_files_within_a_minute_wait(sit_upload, send):
    attempt = sit_upload()
    assert [send(attempt, b"x").status_code for _file in range(31)][-2:] == [422, 429]

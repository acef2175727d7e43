"""What a device may keep of a course: who is told, what of it, at what cost."""

import pytest
from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.safestring import mark_safe

from content.models import AcademyDocument
from courses.models import Enrolment
from courses.offline.pictures import one_size_each
from courses.services.progress import complete_step
from tests.courses.places import address, lesson_of, lessons_of


@pytest.fixture
def course(make_course):
    return make_course(modules=2, lessons=2)


@pytest.fixture
def seat(make_user, enrol, course, client):
    person = make_user()
    client.force_login(person)
    return enrol(person, course)


def manifest_of(course) -> str:
    return f"/courses/{course.slug}/offline.json"


def steps_in(answer) -> list[dict]:
    return [step for module in answer.json()["modules"] for step in module["steps"]]


def write(lesson, *blocks):
    lesson.body = list(blocks)
    lesson.save_revision().publish()


def test_an_enrolled_student_is_told_every_lesson_with_its_weight(seat, course, client):
    steps = steps_in(client.get(manifest_of(course)))
    assert [step["title"] for step in steps] == ["Lesson 1.1", "Lesson 1.2", "Lesson 2.1", "Lesson 2.2"]
    assert all(step["bytes"] == len(client.get(step["body"]).content) for step in steps)


def test_the_manifest_is_private_and_is_asked_for_anew_each_time(seat, course, client):
    kept = client.get(manifest_of(course))["Cache-Control"]
    assert "private" in kept
    assert "no-cache" in kept


def test_an_unchanged_manifest_is_not_sent_again(seat, course, client):
    etag = client.get(manifest_of(course))["ETag"]
    assert client.get(manifest_of(course), headers={"if-none-match": etag}).status_code == 304


def test_a_finished_lesson_changes_the_manifest(seat, course, client):
    etag = client.get(manifest_of(course))["ETag"]
    complete_step(enrolment=seat, step=lesson_of(course), at=timezone.now())
    answer = client.get(manifest_of(course), headers={"if-none-match": etag})
    assert steps_in(answer)[0]["state"] == "done"


def test_only_a_changed_lesson_gets_another_version(seat, course, client):
    before = {step["id"]: step["version"] for step in steps_in(client.get(manifest_of(course)))}
    lesson = lesson_of(course)
    write(lesson, ("text", "<p>New words.</p>"))
    after = {step["id"]: step["version"] for step in steps_in(client.get(manifest_of(course)))}
    assert {key for key in after if after[key] != before[key]} == {lesson.pk}


@pytest.mark.parametrize(("access", "status"), [("ended", 410), ("paused", 403)])
def test_a_seat_that_is_shut_is_told_so(seat, course, client, access, status):
    Enrolment.objects.filter(pk=seat.pk).update(access=access)
    assert client.get(manifest_of(course)).status_code == status
    assert client.get(f"{address(course)}body/").status_code == status


def test_somebody_without_a_seat_gets_neither_list_nor_lesson(course, make_user, client):
    assert client.get(manifest_of(course)).status_code == 401
    client.force_login(make_user())
    assert client.get(manifest_of(course)).status_code == 403
    assert client.get(f"{address(course)}body/").status_code == 403


def test_a_course_that_does_not_exist_has_no_manifest(seat, client):
    assert client.get("/courses/no-such-course/offline.json").status_code == 404


def test_a_lesson_that_is_still_locked_is_named_and_not_handed_out(make_course, make_user, enrol, client):
    course, person = make_course(lessons=2, sequential=True), make_user()
    enrol(person, course)
    client.force_login(person)
    first, second = steps_in(client.get(manifest_of(course)))
    assert "body" in first
    assert (second["state"], "body" in second) == ("locked", False)
    assert client.get(f"{address(course, 1, 2)}body/").status_code == 403


def test_the_lesson_of_a_device_says_nothing_about_its_reader(seat, course, client):
    person = seat.student
    html = client.get(f"{address(course)}body/").content.decode()
    assert "csrf" not in html
    assert not any(word in html for word in (person.email, person.get_short_name(), str(person.legal_name)))


def test_the_lesson_of_a_device_is_the_lesson(seat, course, client):
    write(lesson_of(course), ("text", "<p>Press <b>here</b>.</p>"))
    assert "<p>Press <b>here</b>.</p>" in client.get(f"{address(course)}body/").content.decode()


def test_two_students_get_the_same_lesson_and_different_names_for_their_devices(seat, course, client, make_user, enrol):
    mine, body = client.get(manifest_of(course)).json(), client.get(f"{address(course)}body/").content
    other = make_user()
    enrol(other, course)
    client.force_login(other)
    assert client.get(f"{address(course)}body/").content == body
    assert client.get(manifest_of(course)).json()["owner"] != mine["owner"]


def test_a_film_is_named_with_its_size(seat, course, client):
    film = AcademyDocument.objects.create(title="Grip", file=ContentFile(b"x" * 4096, name="grip.mp3"), file_size=4096)
    write(lesson_of(course), ("audio", {"title": "Grip", "file": film, "transcript": "<p>Words.</p>"}))
    answer = client.get(manifest_of(course))
    assert answer.json()["media"] == {film.url: 4096}
    assert steps_in(answer)[0]["media"] == [film.url]


def test_a_block_brings_its_styles_and_scripts_along(seat, course, client):
    cards = [{"front": "Bone to bone", "back": "<p>Hard.</p>"}]
    write(lesson_of(course), ("flashcards", {"title": "End-feels", "cards": cards}))
    assets = client.get(manifest_of(course)).json()["assets"]
    assert assets["/static/js/flash-cards.js"] > 500
    assert "/static/css/flashcards.css" in assets


@pytest.mark.parametrize(("modules", "lessons"), [(1, 1), (4, 6)])
def test_a_manifest_takes_four_queries_however_long_the_course(
    modules, lessons, make_course, make_user, enrol, client, django_assert_max_num_queries
):
    course, person = make_course(modules=modules, lessons=lessons), make_user()
    seat = enrol(person, course)
    for lesson in lessons_of(course):
        complete_step(enrolment=seat, step=lesson, at=timezone.now())
    client.force_login(person)
    for _visit in range(2):
        client.get(manifest_of(course))
    with django_assert_max_num_queries(4):
        assert client.get(manifest_of(course)).status_code == 200


def test_one_size_of_a_picture_is_kept():
    html = (
        '<picture><source srcset="/m/a.400.avif 400w, /m/a.800.avif 800w" sizes="100vw" type="image/avif">'
        '<source srcset="/m/a.400.webp 400w, /m/a.800.webp 800w, /m/a.1200.webp 1200w" sizes="1" type="image/webp">'
        '<img alt="A hand" height="9" src="/m/a.400.webp" srcset="/m/a.400.webp 400w" sizes="1" width="16"></picture>'
    )
    assert one_size_each(mark_safe(html)) == '<img alt="A hand" height="9" src="/m/a.800.webp" width="16">'


def test_the_reader_knows_nobody(seat, client):
    answer = client.get("/learn/offline/")
    assert answer.status_code == 200
    assert not any(word in answer.content.decode() for word in ("csrfmiddlewaretoken", "nonce-", seat.student.email))


def test_the_worker_stands_at_the_root_and_names_the_readers_files(client):
    answer = client.get("/offline-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert "/static/css/offline.css" in answer.content.decode()
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_a_lesson_page_of_somebody_who_keeps_nothing_carries_none_of_it(seat, course, client):
    assert "js/offline" not in client.get(address(course)).content.decode()


def test_signing_out_tells_a_browser_that_keeps_lessons_to_forget_them(seat, course, client):
    client.cookies["offline"] = client.get(manifest_of(course)).json()["owner"]
    answer = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"storage"'
    assert answer.cookies["offline"].value == ""


def test_signing_out_of_a_browser_that_keeps_nothing_clears_nothing(seat, client):
    assert "Clear-Site-Data" not in client.post("/accounts/logout/")


@pytest.mark.parametrize(("own", "cleared"), [(True, False), (False, True)])
def test_signing_in_clears_only_what_somebody_else_kept(make_user, enrol, course, client, own, cleared):
    person = make_user("keeper@example.com")
    enrol(person, course)
    client.force_login(person)
    owner = client.get(manifest_of(course)).json()["owner"]
    client.cookies.clear()
    client.cookies["offline"] = owner if own else "0" * 24
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    answer = client.post("/accounts/login/", {"login": "keeper@example.com", "password": "a long passphrase"})
    assert ("Clear-Site-Data" in answer) is cleared

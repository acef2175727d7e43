"""Places on a picture of the author's own: how they are drawn, marked, frozen; what becomes of the image meanwhile."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pydantic import ValidationError

from content.models import AcademyImage
from quizzes.grading import mark
from quizzes.models import Question
from quizzes.services import bank
from quizzes.services.bank import BankError
from quizzes.showing import show
from quizzes.telling import question_data
from quizzes.types import read, type_of
from quizzes.types.own_picture import kept_copy
from tests.content.conftest import make_picture
from tests.quizzes.samples import ask, sample
from tests.quizzes.test_admin import staff

__all__ = ["make_picture", "staff"]
KINDS = pytest.mark.parametrize("kind", ["hotspot", "label"])
PLACES = [{"x": 50, "y": 20, "radius": 5}, {"corners": "10,10 30,40"}, {"corners": "60,60 80,60 70,90"}]
FILE = {"file": "images/questions/abc.webp", "width": 1600, "height": 900, "alt": "A shoulder from behind"}


def targets(kind: str, places=PLACES) -> list[dict]:
    """Three places, the second of them right."""
    extra = [{"label": name} if kind == "label" else {"correct": name == "B"} for name in "ABC"]
    return [{"text": f"Place {n}"} | place | more for n, (place, more) in enumerate(zip(places, extra, strict=False))]


def own(kind: str, picture: dict, **more) -> dict:
    """A question on a picture of one's own, as a file gives it."""
    left_out = {"distractors": [], "max_picks": None} if kind == "label" else {"max_picks": 1}
    data = sample(kind, picture=picture, targets=targets(kind)) | left_out | more
    return {name: value for name, value in data.items() if value is not None and name != "view"}


@pytest.fixture
def load(make_picture):
    """Return a closure that puts a question on a new picture into the bank."""

    def make(kind: str = "hotspot", image: AcademyImage | None = None) -> Question:
        image = image or make_picture()
        picture = {"file": kept_copy(image), "width": image.width, "height": image.height, "alt": "A shoulder"}
        return bank.upsert_question(key=f"own-{kind}", data=own(kind, picture, key=f"own-{kind}"), at=timezone.now())

    return make


def page_of(definition: dict, template: str = "answer_template") -> str:
    shown = show(definition)
    return render_to_string(getattr(shown, template), {"definition": shown.definition, "detail": shown.detail})


@pytest.mark.parametrize(
    "place",
    [
        {"muscle": "soleus", "point": "TrP1"},
        {"region": "temple"},
        {"x": 101, "y": 4},
        {"corners": "10,10 120,20"},
        {"x": 3, "y": 3, "corners": "1,1 2,2"},
        {"corners": "10,10"},
        {"corners": "ten,10 20,20"},
        {},
    ],
)
@KINDS
def test_a_place_that_is_not_on_the_picture_is_refused(kind, place):
    with pytest.raises(ValidationError):
        ask(kind, picture=FILE, targets=[{"id": "0"} | one for one in targets(kind, [place, *PLACES[1:]])])


@KINDS
def test_a_picture_that_says_nothing_of_itself_is_refused(kind):
    with pytest.raises(ValidationError):
        ask(kind, picture=FILE | {"alt": " " * 0}, targets=targets(kind))


@pytest.mark.django_db
@KINDS
def test_places_are_drawn_over_the_picture_in_percent_of_it(load, kind):
    html = page_of(load(kind).definition())
    assert 'viewBox="0 0 600 337.5"' in html
    assert '<circle cx="300.0" cy="67.5" r="30.0"/>' in html
    assert '<path d="M60.0 33.8L180.0 33.8L180.0 135.0L60.0 135.0Z"/>' in html
    assert '<path d="M360.0 202.5L480.0 202.5L420.0 303.8Z"/>' in html


@pytest.mark.django_db
@KINDS
def test_the_picture_says_what_it_shows_and_every_place_has_a_name_in_the_list(load, kind):
    html = page_of(load(kind).definition())
    assert 'role="img" aria-label="A shoulder"' in html
    assert all(f"Place {n}" in html for n in range(3))


@pytest.mark.django_db
@KINDS
def test_places_on_it_are_marked_as_any(load, kind):
    definition = read(load(kind).definition())
    assert mark(definition, type_of(definition).solve(definition)).right


@pytest.mark.django_db
@KINDS
def test_corners_are_drawn_on_the_body_too(kind):
    block = Question._meta.get_field("answer").stream_block.child_blocks[kind]
    value = block.to_python({"view": "back", "targets": targets(kind, [{"x": 300, "y": 240}, *PLACES[1:]])})
    assert block.definition_data(value)["targets"][1]["paths"] == ["M10.0 10.0L30.0 10.0L30.0 40.0L10.0 40.0Z"]


@pytest.mark.django_db
@KINDS
def test_what_is_loaded_from_a_file_is_told_as_it_was(load, kind):
    question = load(kind)
    again = bank.upsert_question(key=question.key, data=question_data(question), at=timezone.now())
    assert again.latest_revision_id == question.latest_revision_id


@pytest.mark.django_db
def test_a_file_that_names_a_picture_which_is_not_here_is_refused():
    with pytest.raises(BankError, match="no image of the content"):
        bank.upsert_question(key="own", data=own("hotspot", FILE, key="own"), at=timezone.now())


@pytest.fixture
def sat(load, make_quiz, sit_now, make_picture):
    """A question on a picture while it is being sat: the image, the question, the frozen definition."""
    image = make_picture()
    question = load(image=image)
    attempt = sit_now(make_quiz(items=[{"question": question.key}]))
    return image, question, attempt


def address_in(html: str) -> str:
    return re.search(r'<image href="([^"]+)"', html)[1]


def replace(image: AcademyImage, other: AcademyImage) -> None:
    """Put another file into the image, as the library's form does: the old one and its sizes go."""
    old = image.file.name
    image.file = ContentFile(other.file.read(), name="other.png")
    image._set_file_hash()
    image.save()
    image.renditions.all().delete()
    default_storage.delete(old)


def seen(client, attempt) -> str:
    client.force_login(attempt.enrolment.student)
    return client.get(f"/attempts/{attempt.token}/1/").content.decode()


@pytest.mark.django_db
def test_a_sitting_keeps_the_picture_that_it_began_with_when_the_image_is_replaced(sat, client, make_picture):
    image, question, attempt = sat
    before = address_in(seen(client, attempt))
    replace(image, make_picture())
    assert address_in(seen(client, attempt)) == before
    assert client.get(before).status_code == 200
    assert address_in(page_of(Question.objects.get(pk=question.pk).definition())) != before


@pytest.mark.django_db
def test_a_sitting_keeps_its_picture_when_question_and_image_are_gone(sat, client):
    image, question, attempt = sat
    before = address_in(seen(client, attempt))
    question.answer = "[]"
    question.save()
    image.delete()
    assert address_in(seen(client, attempt)) == before
    assert client.get(before).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize("way", ["alone", "with others"])
def test_an_image_that_the_bank_asks_on_is_not_deleted(
    load, client, make_user, make_picture, django_capture_on_commit_callbacks, way
):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    image = make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        load(image=image)
    bulk = reverse("wagtail_bulk_action", args=["content", "academyimage", "delete"]) + f"?id={image.pk}"
    url = reverse("wagtailimages:delete", args=[image.pk]) if way == "alone" else bulk
    assert client.post(url).status_code == 302
    assert AcademyImage.objects.filter(pk=image.pk).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_an_image_is_free_again_once_no_question_asks_on_it(load, client, make_user, make_picture):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    image = make_picture()
    load(image=image)
    load()
    client.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not AcademyImage.objects.filter(pk=image.pk).exists()


@pytest.mark.django_db
def test_a_paper_on_pictures_is_frozen_in_as_many_queries_for_many_as_for_one(load, make_picture):
    counts = []
    for _time in range(2):
        question = load(image=make_picture())
        with CaptureQueriesContext(connection) as queries:
            Question.objects.get(pk=question.pk).definition()
        counts.append(len(queries))
    assert counts[0] == counts[1] == 2

"""Pictures in the sizes that pages show: made ahead, read in one query, cut around what matters, never a fault."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as Pillow

from content.album import Album
from content.models import AcademyImage, AcademyRendition
from content.services.pictures import make_pictures, make_pictures_of_image
from content.tasks import make_pictures_of_page


def figure(image) -> tuple[str, dict]:
    return "figure", {"image": {"image": image, "alt_text": "A hand", "decorative": False}, "caption": "", "credit": ""}


def publish(page):
    page.save_revision().publish()
    return page


@pytest.fixture
def drawing(db) -> AcademyImage:
    buffer = BytesIO()
    picture = Pillow.new("RGB", (900, 600), "white")
    picture.paste("teal", (100, 100, 500, 300))
    picture.save(buffer, "PNG")
    return AcademyImage.objects.create(title="Drawing", description="x", file=ImageFile(buffer, name="drawing.png"))


@pytest.fixture
def photograph(db):
    """Return a closure that makes a picture of many colours."""

    def make(size=(1600, 900), **fields) -> AcademyImage:
        buffer = BytesIO()
        Pillow.linear_gradient("L").rotate(90).resize(size).convert("RGB").save(buffer, "JPEG")
        file = ImageFile(BytesIO(buffer.getvalue()), name="photograph.jpg")
        return AcademyImage.objects.create(title="Photograph", description="A hand", file=file, **fields)

    return make


@pytest.fixture
def body(make_page, photograph, django_capture_on_commit_callbacks):
    """Return a closure that publishes a page with a picture in its body and gives the page's HTML."""

    def make(client, *images) -> str:
        page = make_page(body=[figure(image) for image in images])
        with django_capture_on_commit_callbacks(execute=True):
            publish(page)
        return client.get(page.url).content.decode()

    return make


def test_publishing_a_page_makes_its_pictures_before_anybody_asks(make_page, photograph, settings):
    image = photograph()
    page = make_page(body=[figure(image)])
    assert make_pictures_of_page.func(page.pk) == 1
    assert {rendition.filter_spec for rendition in image.renditions.all()} == {
        f"width-{width}|format-{form}" for width in (400, 800, 1200) for form in ("avif", "webp")
    }


def test_a_picture_goes_out_in_two_formats_and_three_widths_with_its_space_kept(body, photograph, client):
    html = body(client, photograph())
    avif = re.search(r'<source type="image/avif" srcset="([^"]+)" sizes="([^"]+)">', html)
    img = re.search(r'<img src="[^"]+webp"[^>]*>', html)[0]
    assert [part.split()[1] for part in avif[1].split(", ")] == ["400w", "800w", "1200w"]
    assert 'width="1200" height="675"' in img
    assert 'loading="lazy"' in img and 'alt="A hand"' in img


def test_a_drawing_of_few_colours_goes_out_without_loss(body, drawing, client):
    html = body(client, drawing)
    assert drawing.line_art and "image/avif" not in html
    assert all("lossless" in rendition.filter_spec for rendition in drawing.renditions.all())


def test_a_picture_narrower_than_a_cut_is_offered_once(body, drawing, client):
    assert "900w" in body(client, drawing) and body(client, drawing).count("900w") == 1


def test_the_first_visitor_of_a_page_whose_pictures_are_not_made_waits_for_one_and_has_the_rest_made(
    make_page, photograph, client, settings
):
    image = photograph()
    page = make_page(body=[figure(image)])
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    html = client.get(page.url).content.decode()
    assert html.count("<img") == 1 and "image/avif" not in html
    assert [rendition.filter_spec for rendition in image.renditions.all()] == ["width-1200|format-webp"]


def test_a_page_whose_picture_is_lost_is_shown_without_it(make_page, photograph, client):
    image = photograph()
    page = make_page(body=[figure(image), ("text", "<p>Words stay.</p>")])
    Path(image.file.path).unlink()
    response = client.get(page.url)
    assert response.status_code == 200 and b"Words stay." in response.content


def test_twelve_pictures_cost_as_many_queries_as_one(make_page, photograph, client):
    def cost(number: int) -> int:
        page = make_page(title=f"With {number}", body=[figure(photograph(size=(160, 90))) for _n in range(number)])
        make_pictures_of_page.func(page.pk)
        client.get(page.url)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    assert cost(12) == cost(1)


def test_a_crop_keeps_the_focal_point_in_sight(photograph):
    image = photograph(focal_point_x=1500, focal_point_y=800, focal_point_width=100, focal_point_height=100)
    make_pictures(wanted=[(image.pk, "home-hero")])
    plain = photograph()
    make_pictures(wanted=[(plain.pk, "home-hero")])
    corner = Pillow.open(image.renditions.get(filter_spec="fill-480x360|format-webp").file)
    middle = Pillow.open(plain.renditions.get(filter_spec="fill-480x360|format-webp").file)
    assert corner.size == (480, 360)
    assert corner.tobytes() != middle.tobytes()


def test_a_changed_focal_point_has_the_pictures_of_live_pages_made_anew(make_page, photograph):
    image = photograph()
    make_page(body=[figure(image)])
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 10, 10, 20, 20
    image.save()
    make_pictures_of_image(image_id=image.pk)
    assert AcademyRendition.objects.filter(image=image, focal_point_key="").count() == 6


def test_the_lead_picture_of_an_article_is_loaded_first_and_at_once(make_article, photograph, client):
    article = make_article(lead_image=photograph(), lead_image_alt="A hand")
    html = client.get(article.url).content.decode()
    assert re.search(r'<img [^>]*alt="A hand"[^>]*loading="eager" fetchpriority="high"', html)


def test_what_was_made_is_not_made_again(photograph):
    wanted = [(photograph().pk, "card")]
    assert make_pictures(wanted=wanted) == 1
    assert make_pictures(wanted=wanted) == 0


def test_an_album_of_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        Album.of([])


def test_a_rendition_is_kept_by_browsers_for_good(photograph, client):
    image = photograph()
    make_pictures(wanted=[(image.pk, "card")])
    response = client.get(image.renditions.get(filter_spec="fill-360x203|format-avif").url)
    assert response.headers["Content-Type"] == "image/avif"
    assert "immutable" in response.headers["Cache-Control"]

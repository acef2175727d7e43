"""The atlas, the safety lists and the glossary in the staff area: who edits what, and what is refused."""

import json

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models import BodyRegion, Contraindication, GlossaryTerm, Muscle, RedFlag
from tests.content.entries import SHAPES, build_muscle, build_region, muscle_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
MODELS = (Muscle, BodyRegion, Contraindication, RedFlag, GlossaryTerm)


@pytest.fixture
def staff(make_user, client):
    """Return a closure that signs in somebody of a role."""

    def sign_in(role: str):
        user = make_user()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return user

    return sign_in


def url_of(name: str, model=Muscle, *args) -> str:
    return reverse(f"wagtailsnippets_content_{model._meta.model_name}:{name}", args=args)


def save(client, muscle, **fields):
    return client.post(url_of("edit", Muscle, muscle.pk), muscle_form(**fields))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("role", "reads", "edits"),
    [("editor", 200, 200), ("administrator", 200, 200), ("assessor", 200, 302), ("finance", 302, 302)],
)
def test_editors_edit_assessors_read_and_finance_does_neither(staff, client, model, role, reads, edits):
    entry = model.objects.create(key="one")
    staff(role)
    got = [client.get(url).status_code for url in (url_of("list", model), url_of("edit", model, entry.pk))]
    assert got == [reads, edits]


def test_a_draft_leaves_the_public_as_it_is_until_it_is_published(staff, client):
    muscle = build_muscle()
    staff("editor")
    save(client, muscle, name="Splenius capitis")
    assert Muscle.objects.get().name == "Splenius"
    save(client, muscle, name="Splenius capitis", **{"action-publish": "1"})
    assert Muscle.objects.get().name == "Splenius capitis"


def test_a_new_muscle_saved_as_a_draft_is_not_live(staff, client):
    staff("editor")
    client.post(url_of("add"), muscle_form())
    assert (Muscle.objects.get().live, Muscle.objects.get().key) == (False, "splenius")


def test_each_edit_is_kept_in_the_history_and_can_be_compared(staff, client):
    muscle = build_muscle()
    staff("editor")
    for name in ("First", "Second"):
        save(client, muscle, name=name, **{"action-publish": "1"})
    assert muscle.revisions.count() == 3
    url = reverse("wagtailsnippets_content_muscle:revisions_compare", args=[muscle.pk, "earliest", "latest"])
    html = client.get(url).content.decode()
    assert "Splenius" in html
    assert "Second" in html


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        ("[{", "Enter a valid JSON"),
        ('{"view": "back"}', "A drawing is a list of shapes"),
        ('[{"view": "back", "path": "M400 300L460 300"}]', "each part of it begins with M and ends with Z"),
        ('[{"view": "knee", "path": "M400 300L460 300L3 3Z"}]', "its view must be one of"),
    ],
)
def test_a_bad_shape_is_refused_at_its_field_and_never_kept(staff, client, shapes, words):
    muscle = build_muscle()
    staff("editor")
    response = save(client, muscle, shapes=shapes)
    assert words in str(response.context["form"].errors["shapes"])
    assert muscle.revisions.count() == 1


def test_a_point_outside_the_picture_is_refused_at_its_field(staff, client):
    muscle = build_muscle()
    staff("editor")
    response = save(client, muscle, points=[{"label": "TrP1", "view": "back", "x": "800", "y": "30"}])
    (errors,) = response.context["form"].formsets["points"].errors
    assert "from 0 to 724" in str(errors["x"])
    assert errors.keys() == {"x"}


def test_a_point_outside_the_drawing_is_kept_with_a_warning(staff, client):
    muscle = build_muscle(points=0)
    staff("editor")
    points = [
        {"label": "TrP1", "view": "back", "x": "430", "y": "330"},
        {"label": "TrP2", "view": "back", "x": 9, "y": 9},
    ]
    data = muscle_form(points=points, shapes=json.dumps(SHAPES), **{"action-publish": "1"})
    response = client.post(url_of("edit", Muscle, muscle.pk), data, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert [text for text in said if "outside" in text] == ["TrP2 lies outside the muscle’s drawing."]
    assert Muscle.objects.get().points.count() == 2


def test_the_key_of_what_was_published_never_changes(staff, client):
    muscle = build_muscle()
    staff("editor")
    response = save(client, muscle, key="other")
    assert "never changes" in str(response.context["form"].errors["key"])


def test_two_keys_that_differ_in_their_dashes_only_are_refused(staff, client):
    build_muscle("splenius_capitis")
    staff("editor")
    response = client.post(url_of("add"), muscle_form(key="splenius-capitis"))
    assert "dashes" in str(response.context["form"].errors["key"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"body_area": "neck"}, ["certain", "doubtful"]),
        ({"under_review": "true"}, ["doubtful"]),
        ({"under_review": "false"}, ["certain", "far"]),
        ({"layer": "superficial"}, ["far"]),
        ({"q": "doubtful"}, ["doubtful"]),
    ],
)
def test_muscles_are_found_by_area_layer_review_and_name(staff, client, asked, found):
    build_muscle("certain")
    build_muscle("doubtful", review_note="Two sources differ.")
    build_muscle("far", body_area="hip", layer="superficial")
    staff("editor")
    muscles = client.get(url_of("list"), asked).context["page_obj"].object_list
    assert [muscle.key for muscle in muscles] == found


def test_muscles_are_listed_in_as_many_queries_as_ever(staff, client):
    staff("editor")
    counts = []
    for size in (2, 4, 16):
        for number in range(size):
            build_muscle(f"muscle-{size}-{number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of("list"))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_a_muscles_preview_draws_it_with_its_points():
    html = build_muscle(points=2).make_preview_request().render().content.decode()
    assert (SHAPES[0]["path"] in html, "TrP2" in html) == (True, True)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (build_region, "Temple"),
        (lambda: Contraindication(key="c", condition="Fever", why="It spreads.", category="absolute"), "It spreads."),
        (lambda: RedFlag.objects.create(key="r", flag="Numb saddle", urgency="999 now"), "wherever it hurts"),
        (lambda: GlossaryTerm(key="t", term="taut band", definition="A firm strip."), "A firm strip."),
    ],
)
def test_every_entry_has_a_preview_that_the_editor_may_frame(entry, words):
    response = entry().make_preview_request().render()
    assert words in response.content.decode()


def test_a_region_that_a_muscle_refers_to_says_so_and_is_not_deleted(staff, client):
    region, muscle = build_region(), build_muscle()
    muscle.referral.set([region])
    muscle.save()
    staff("editor")
    assert muscle.name in client.get(url_of("edit", BodyRegion, region.pk)).content.decode()
    client.post(url_of("delete", BodyRegion, region.pk))
    bulk = reverse("wagtail_bulk_action", args=["content", "bodyregion", "delete"])
    client.post(f"{bulk}?id={region.pk}")
    assert BodyRegion.objects.filter(pk=region.pk).exists()


def test_a_region_that_nothing_uses_is_deleted(staff, client):
    region = build_region()
    staff("editor")
    client.post(url_of("delete", BodyRegion, region.pk))
    assert not BodyRegion.objects.exists()


def test_the_history_shows_two_drawings_as_pictures(staff, client):
    muscle = build_muscle(points=0)
    staff("editor")
    moved = [SHAPES[0] | {"path": "M410 300L470 300L470 360Z"}]
    save(client, muscle, shapes=json.dumps(moved))
    url = reverse("wagtailsnippets_content_muscle:revisions_compare", args=[muscle.pk, "earliest", "latest"])
    html = client.get(url).content.decode()
    assert all(f'd="{shape["path"]}"' in html for shape in (SHAPES[0], moved[0]))

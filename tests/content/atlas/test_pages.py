"""The atlas's pages: what is found, what is shown to whom, and what it costs."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.atlas import uses
from content.atlas.uses import Use, register_uses
from content.models import AtlasPage, HealthFinding, Muscle
from content.services.health import check_page
from courses.models import LessonPage

STUDENTS_PART = ["spot 1 of soleus", "palpation_position of soleus", "stretch_direction of soleus"]
PUBLIC_PART = ["origin of soleus", "insertion of soleus", "innervation of soleus", "cautions of soleus"]


@pytest.fixture
def see(client):
    """Return a closure ``see(path) -> html`` of a page that must answer 200."""

    def get(path: str, **headers) -> str:
        response = client.get(path, headers=headers)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.fixture
def small_atlas(atlas_page, make_region, make_muscle, make_flag) -> AtlasPage:
    calf, heel = make_region("calf"), make_region("heel")
    make_muscle("soleus", [heel, calf], body_area="leg", layer="deep", related_conditions="Heel pain; cramps")
    make_muscle("gastrocnemius", [calf], body_area="leg", confidence="medium", review_note="Sources differ here")
    make_muscle("masseter", [], body_area="face", related_conditions="Jaw pain")
    make_flag("r09", [calf], flag="Swollen calf", urgency="Same day; 999 if breathless")
    make_flag("r99", [heel], flag="Numb heel", urgency="Routine GP")
    return atlas_page


def queries_of(client, path: str) -> int:
    client.get(path)  # content types and the like
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_list_has_every_live_muscle(see, small_atlas):
    html = see("/atlas/")
    assert all(f'href="/atlas/{key}/"' in html for key in ("soleus", "gastrocnemius", "masseter"))


def test_a_muscle_taken_down_leaves_list_and_page_at_once(client, see, small_atlas):
    see("/atlas/")
    Muscle.objects.get(key="masseter").unpublish()
    assert "Masseter" not in see("/atlas/")
    assert client.get("/atlas/masseter/").status_code == 404


def test_a_muscle_edited_is_seen_at_once_and_a_draft_is_not(see, small_atlas):
    see("/atlas/soleus/")
    muscle = Muscle.objects.get(key="soleus")
    muscle.origin = "A new origin"
    revision = muscle.save_revision()
    assert "A new origin" not in see("/atlas/soleus/")
    revision.publish()
    assert "A new origin" in see("/atlas/soleus/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=sol", {"soleus"}),
        ("q=HEEL+pain", {"soleus"}),
        ("area=leg", {"soleus", "gastrocnemius"}),
        ("layer=deep", {"soleus"}),
        ("condition=jaw", {"masseter"}),
        ("area=leg&condition=jaw", set()),
        ("area=nothing", {"soleus", "gastrocnemius", "masseter"}),
    ],
)
def test_the_list_is_narrowed_by_what_the_address_asks(see, small_atlas, query, found):
    listed = see(f"/atlas/?{query}").split('id="found"')[1]
    assert set(re.findall(r'href="/atlas/(\w+)/"', listed)) - {"where-does-it-hurt"} == found


def test_a_muscles_page_shows_everyone_its_anatomy_and_cautions(see, small_atlas):
    html = see("/atlas/soleus/")
    assert all(words in html for words in PUBLIC_PART)


def test_what_is_for_students_is_kept_from_others_and_they_are_told(see, small_atlas):
    html = see("/atlas/soleus/")
    assert not [words for words in STUDENTS_PART if words in html]
    assert "Students see more here" in html


def test_somebody_signed_in_without_a_seat_sees_no_more(client, see, small_atlas, make_user):
    client.force_login(make_user())
    assert not [words for words in STUDENTS_PART if words in see("/atlas/soleus/")]


def test_whoever_has_an_open_seat_sees_all_of_it(client, see, small_atlas, make_user, make_course, enrol):
    student = make_user()
    enrol(student, make_course())
    client.force_login(student)
    html = see("/atlas/soleus/")
    assert all(words in html for words in STUDENTS_PART)
    assert "Students see more here" not in html


def test_a_seat_that_ended_opens_nothing(client, see, small_atlas, make_user, make_course, enrol):
    student = make_user()
    enrol(student, make_course(), access="ended")
    client.force_login(student)
    assert not [words for words in STUDENTS_PART if words in see("/atlas/soleus/")]


def test_staff_may_open_everything_to_everyone(see, small_atlas):
    small_atlas.public_part = AtlasPage.PublicPart.EVERYTHING
    small_atlas.save_revision().publish()
    assert all(words in see("/atlas/soleus/") for words in STUDENTS_PART)


def test_a_muscle_under_review_says_so_and_why(see, small_atlas):
    assert "Sources differ here" in see("/atlas/gastrocnemius/")


def test_the_pages_lead_from_muscle_to_muscle(see, small_atlas):
    html = see("/atlas/gastrocnemius/")
    assert 'rel="prev"' in html or 'rel="next"' in html


def test_a_muscles_page_describes_itself(see, small_atlas):
    html = see("/atlas/soleus/")
    assert "<title>Soleus" in html
    assert '<link rel="canonical" href="http' in html
    assert '/atlas/soleus/">' in html.split('rel="canonical"')[1].split("\n")[0]
    things = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    assert {thing["@type"] for thing in things} == {"BreadcrumbList", "Muscle"}


def test_an_unknown_muscle_or_region_is_not_found(client, small_atlas):
    for path in ("/atlas/nothing/", "/atlas/regions/nothing/", "/atlas/calf/", "/atlas/regions/soleus/"):
        assert client.get(path).status_code == 404


def test_a_regions_page_names_what_refers_there_and_what_to_rule_out(see, small_atlas):
    html = see("/atlas/regions/calf/")
    assert "Soleus" in html
    assert "Swollen calf" in html
    assert "Numb heel" not in html


def test_marked_regions_bring_up_flags_before_muscles(see, small_atlas):
    html = see("/atlas/where-does-it-hurt/?r=calf&r=heel").split('id="findings"')[1]
    assert html.index("Swollen calf") < html.index("Numb heel") < html.index("Soleus") < html.index("Gastrocnemius")


def test_it_is_said_which_regions_match_and_that_this_is_no_diagnosis(see, small_atlas):
    html = see("/atlas/where-does-it-hurt/?r=calf")
    assert "This is not a diagnosis" in html
    assert re.search(r"You marked:</strong> Calf.*?Its pattern also has: Heel", html, re.DOTALL)


def test_what_is_marked_stays_marked_and_unknown_regions_are_left_out(see, small_atlas):
    html = see("/atlas/where-does-it-hurt/?r=calf&r=nonsense&r=%3Cscript%3E")
    assert re.findall(r'value="(\w+)" autocomplete="off" checked', html) == ["calf"]
    assert "nonsense" not in html


def test_a_shape_without_a_script_leads_to_the_drawing_with_it_marked(see, small_atlas):
    assert 'href="/atlas/where-does-it-hurt/?r=calf"' in see("/atlas/where-does-it-hurt/")


def test_htmx_gets_the_findings_alone(see, small_atlas):
    html = see("/atlas/where-does-it-hurt/?r=calf", **{"HX-Request": "true"})
    assert html.lstrip().startswith('<div class="findings')


@pytest.fixture
def teach(django_capture_on_commit_callbacks):
    """Return a closure ``teach(course, name, value) -> LessonPage``: a course's first lesson has this one block."""

    def write(course, name: str, value: dict) -> LessonPage:
        with django_capture_on_commit_callbacks(execute=True):
            lesson = LessonPage.objects.descendant_of(course).first()
            lesson.body = [(name, value)]
            lesson.save_revision().publish()
        return lesson

    return write


def test_lessons_that_show_a_muscle_stand_on_its_page(client, see, small_atlas, make_user, make_course, enrol, teach):
    course, soleus = make_course(), Muscle.objects.get(key="soleus")
    lesson = teach(course, "atlas_figure", {"muscles": [soleus], "regions": [], "show": [], "caption": ""})
    student = make_user()
    enrol(student, course)
    client.force_login(student)
    assert f'href="{lesson.url}"' in see("/atlas/soleus/")


def test_lessons_of_one_title_say_which_course_they_are_of(client, see, small_atlas, make_user, make_course, teach):
    for title in ("Morning course", "Evening course"):
        soleus = Muscle.objects.get(key="soleus")
        teach(make_course(title=title), "atlas_figure", {"muscles": [soleus], "regions": [], "show": [], "caption": ""})
    client.force_login(make_user(is_superuser=True, is_staff=True))
    page = see("/atlas/soleus/")
    assert "(Morning course)" in page and "(Evening course)" in page


def test_a_lesson_whose_case_is_of_a_muscle_is_named_as_a_case(client, see, small_atlas, make_user, make_course, teach):
    steps = [{"ask": "Why?", "answer": "<p>So.</p>"}]
    case = {"title": "New boots", "person": "Ranger", "story": "<p>Heel.</p>", "steps": steps}
    lesson = teach(make_course(), "patient_case", case | {"muscles": [Muscle.objects.get(key="soleus")]})
    client.force_login(make_user(is_superuser=True, is_staff=True))
    page = see("/atlas/soleus/")
    assert "<dt>Patient case</dt>" in page and f'href="{lesson.url}"' in page and "<dt>Lesson</dt>" not in page


def test_a_floor_above_may_add_what_uses_a_muscle(client, see, small_atlas, make_user, monkeypatch):
    monkeypatch.setattr(uses, "_sources", [])
    register_uses(lambda muscle: [Use("Case", f"A case about {muscle.key}")])
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert "A case about soleus" in see("/atlas/soleus/")


def test_search_finds_muscles_too(see, small_atlas):
    assert 'href="/atlas/soleus/"' in see("/search/?q=soleus")


def test_the_sitemap_names_each_place_of_the_atlas(see, small_atlas):
    xml = see("/sitemap.xml")
    assert all(f"/atlas/{place}/</loc>" in xml for place in ("soleus", "where-does-it-hurt", "regions/calf"))


@pytest.mark.parametrize(
    ("path", "is_told"),
    [("where-does-it-hurt/", False), ("soleus/", False), ("regions/calf/", False), ("nobody/", True)],
)
def test_the_report_on_the_content_knows_the_places_of_the_atlas(path, is_told, small_atlas, make_page):
    page = make_page(body=[("text", f'<p><a href="/atlas/{path}">x</a></p>')])
    check_page(page_id=page.pk, at=timezone.now())
    assert HealthFinding.objects.filter(page=page, kind="link").exists() is is_told


def test_a_muscles_page_is_kept_for_everyone(client, small_atlas):
    client.get("/atlas/soleus/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/atlas/soleus/")
    assert len(queries) == 0


@pytest.mark.parametrize(
    "path", ["/atlas/", "/atlas/soleus/", "/atlas/where-does-it-hurt/?r=calf", "/atlas/regions/calf/"]
)
def test_queries_do_not_grow_with_the_atlas(client, small_atlas, make_region, make_muscle, make_flag, path):
    before = queries_of(client, path)
    for number in range(5):
        region = make_region(f"region{number}")
        make_muscle(f"muscle{number}", [region], points=3)
        make_flag(f"flag{number}", [region])
    assert queries_of(client, path) == before

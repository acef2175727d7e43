"""A lesson with every block, as the server answers it: its cost, its weight, its words."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.body_assets import assets_of
from content.contents import words_of
from courses.models import LessonPage
from tests.academy.lesson_world import build_every_block
from tests.academy.weight import weight_of

STATIC = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js))"')


@pytest.fixture
def lesson(make_course, make_user, enrol, client) -> LessonPage:
    course = make_course()
    student = make_user()
    enrol(student, course)
    client.force_login(student)
    return build_every_block(course)


def cost(client, lesson) -> int:
    """The queries of a first look at the page, with nothing kept but what every page shares."""
    client.get(lesson.get_url())
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(lesson.get_url()).status_code == 200
    return len(queries)


def test_a_lesson_with_ten_of_each_block_costs_as_many_queries_as_one_of_each(lesson, client):
    once = cost(client, lesson)
    raw = [dict(block) for block in lesson.body.raw_data]
    lesson.body = json.dumps([block | {"id": f"{block['id'][:-2]}{n:02}"} for n in range(10) for block in raw])
    lesson.save_revision().publish()
    assert cost(client, lesson) == once


def test_a_lesson_with_every_block_costs_no_more_than_any_once_it_was_read(lesson, client):
    client.get(lesson.get_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(lesson.get_url())
    assert len(queries) <= 5


def test_no_bracket_of_a_term_is_left_anywhere(lesson, client):
    assert "[[" not in client.get(lesson.get_url()).content.decode()
    assert "[[" not in words_of(lesson.body)


def test_a_lesson_links_what_its_blocks_need_and_nothing_else(lesson, client):
    every = set(STATIC.findall(client.get(lesson.get_url()).content.decode()))
    assert {"css/technique.css", "js/hold-timer.js", "css/term.css", "js/self-check.js"} <= every
    lesson.body = [("text", "<p>Words.</p>")]
    lesson.save_revision().publish()
    plain = set(STATIC.findall(client.get(lesson.get_url()).content.decode()))
    assert assets_of(lesson).css == () and not any("technique" in name or "term" in name for name in plain)


def test_every_id_of_a_lesson_is_there_once(lesson, client):
    ids = re.findall(r'\bid="([^"]+)"', client.get(lesson.get_url()).content.decode())
    assert len(ids) == len(set(ids))


def test_the_text_of_a_lesson_is_the_same_for_every_student(lesson, make_user, enrol, client):
    """It is kept for all: no token, no name, nothing of one student in it."""

    def body() -> str:
        html = client.get(lesson.get_url()).content.decode()
        return html[html.index("lesson__body") : html.index('id="study"')]

    first = body()
    other = make_user()
    enrol(other, lesson.get_parent().get_parent().specific)
    client.force_login(other)
    assert body() == first and "csrfmiddlewaretoken" not in first


def test_a_lesson_with_every_block_weighs_less_than_120_kilobytes_with_all_it_links(lesson, client):
    assert weight_of(client.get(lesson.get_url()).content) < 120_000

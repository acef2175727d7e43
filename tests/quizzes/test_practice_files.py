"""Practicals and treatment logs as files of a course: loaded, told again, loaded without a change."""

import pytest
from django.utils import timezone

from content.source_faults import SourceFaults
from courses.sources.exporting import export_course
from courses.sources.loading import load_course
from quizzes.models import LogPage, PracticalPage

pytestmark = pytest.mark.django_db

FILES = {
    "course.yaml": "{title: Short, slug: short, summary: So., price_minor: 100, hours_theory: 0, hours_practice: 37}",
    "modules.yaml": "modules: [{title: One, slug: one, hours_practice: 37, practicals: [p.yaml], logs: [l.yaml]}]",
    "p.yaml": """
title: Observed practical
slug: observed-practical
minutes: 60
intro: Bring a towel.
outcomes: [Treat safely.]
sample_percent: 20
criteria:
  - heading: Before
    items:
      - {text: Asks for consent, critical: true}
  - heading: On the couch
    items:
      - {text: Keeps within the number}
""",
    "l.yaml": "{title: Log, slug: treatment-log, minutes: 2160, required_minutes: 1500, required_treatments: 12}",
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "short"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def load(catalogue):
    return lambda folder: load_course(folder=folder, catalogue=catalogue, at=timezone.now(), say=lambda words: None)


def test_files_become_a_practical_and_a_log(folder, load):
    load(folder)
    practical, log = PracticalPage.objects.get(), LogPage.objects.get()
    assert [(one["group"], one["critical"]) for one in practical.criteria_list()] == [
        ("Before", True),
        ("On the couch", False),
    ]
    assert (practical.sample_percent, practical.practice) == (20, True)
    assert (log.required_minutes, log.required_treatments) == (1500, 12)


def test_loaded_again_and_exported_and_loaded_they_change_nothing(folder, load, tmp_path):
    course, _report = load(folder)
    assert load(folder)[1].changed == []
    for name, content in export_course(course=course).items():
        file = tmp_path / "again" / "short" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    assert load(tmp_path / "again" / "short")[1].changed == []


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("p.yaml", "critical: true", "critcal: true", r"short/p.yaml:11: criteria.0.items.0.critcal: Extra inputs"),
        ("p.yaml", "slug: observed-practical", "slug: treatment-log", "is the address of short/p.yaml already"),
        ("l.yaml", "1500", "some", "required_minutes: Input should be a valid integer"),
        ("modules.yaml", "37", "36", "hours_practice: 2160 minutes, but the steps"),
    ],
)
def test_a_slip_in_a_file_is_told_with_its_place(folder, load, name, old, new, words):
    file = folder / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceFaults, match=words):
        load(folder)

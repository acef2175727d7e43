"""A course as files: loaded whole or not at all, loaded twice without a change, exported to what loads to the same."""

import shutil

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils import timezone

from content.source_faults import SourceFaults
from courses.models import CoursePage, LessonPage, ModulePage
from courses.services.progress import complete_step
from courses.sources.exporting import export_course
from courses.sources.loading import load_course
from courses.sources.media import LibraryFinder
from tests.builders import build_catalogue, build_home, build_seat, build_user

pytestmark = pytest.mark.django_db

COURSE = """
title: A short course
slug: a-short-course
summary: Two lessons and a check.
price_minor: 12000
hours_theory: 1
hours_practice: 1
body: |
  For everybody.

  ## Why

  Because.
tutors:
  - {name: Ada Example, role: Tutor, about: Fictional.}
faq:
  - {question: "Is it long?", answer: No.}
"""
MODULES = """
modules:
  - title: One
    slug: one
    hours_theory: 1
    hours_practice: 1
    summary: The only one.
    lessons: [one/01-first.md, one/02-second.md]
    banks: [bank.yaml]
    quizzes: [quiz.yaml]
"""
FIRST = """---
title: First
slug: first
minutes: 40
practice: false
summary: The beginning.
outcomes: [Begin.]
---
Some **words** and a [link](/about/).

- one
- two

## A section

::: callout caution "Mind the step"
Go slowly.
:::

::: table "Two things"
| What | How |
|---|---|
| Pressure | *light* |
:::

::: accordion
### Why?
Because.
### And then?
Stop.
:::

::: self_check one-1
type: sba
stem: Which?
options:
  - {text: This, correct: true, feedback: Yes.}
  - {text: That, feedback: No.}
rationale: It is this.
:::

::: patient_case "A calf"
person: Club runner, 54
story: |
  He points at his calf.
steps:
  - ask: What first?
    answer: |
      Whether it is hot.
:::

::: flashcards "Ends"
- {front: Hard, back: Bone.}
:::

::: references
- Example A. A book. doi: 10.1000/182
:::
"""
SECOND = FIRST.split("## A section", maxsplit=1)[0].replace("First", "Second").replace("slug: first", "slug: second")
SECOND = SECOND.replace("practice: false", "practice: true").replace("minutes: 40", "minutes: 60")
BANK = """
questions:
  - key: short-1
    type: sba
    stem: Which is it?
    options:
      - {text: This one, correct: true}
      - {text: That one}
    rationale: So it is.
"""
QUIZ = "{title: Check, slug: check, minutes: 20, items: [{question: short-1}]}"


@pytest.fixture
def folder(tmp_path):
    """The files of a small course."""
    files = {"course.yaml": COURSE, "modules.yaml": MODULES, "bank.yaml": BANK, "quiz.yaml": QUIZ}
    for name, text in {**files, "one/01-first.md": FIRST, "one/02-second.md": SECOND}.items():
        file = tmp_path / "short" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip(), encoding="utf-8")
    return tmp_path / "short"


@pytest.fixture
def catalogue(db):
    return build_catalogue(build_home())


@pytest.fixture
def load(catalogue):
    """Load a folder; give the course and the report."""

    def load(folder):
        return load_course(folder=folder, catalogue=catalogue, at=timezone.now(), say=lambda words: None)

    return load


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def steps(course):
    return [step.title for module in ModulePage.objects.child_of(course) for step in module.get_children()]


def test_a_folder_becomes_a_course_with_its_steps_in_order(folder, load):
    course, _report = load(folder)
    assert steps(course) == ["First", "Second", "Check"]


def test_loading_twice_changes_nothing(folder, load):
    load(folder)
    _course, report = load(folder)
    assert report.changed == []


def test_a_document_beside_the_files_is_put_into_the_library_once(folder):
    (folder / "documents").mkdir()
    (folder / "documents" / "sheet.pdf").write_bytes(b"%PDF-1.4")
    assert len({LibraryFinder(folder).document("sheet.pdf") for _load in range(2)}) == 1


def test_a_changed_lesson_is_the_only_thing_that_changes(folder, load):
    load(folder)
    change(folder / "one" / "01-first.md", "Go slowly.", "Go very slowly.")
    _course, report = load(folder)
    assert report.changed == ["First"]


def test_an_update_keeps_what_students_have_done(folder, load):
    course, _report = load(folder)
    seat = build_seat(build_user(), course)
    complete_step(enrolment=seat, step=LessonPage.objects.get(slug="first"), at=timezone.now())
    change(folder / "one" / "01-first.md", "Go slowly.", "Go very slowly.")
    load(folder)
    assert [record.step.slug for record in seat.step_records.filter(completed_at__isnull=False)] == ["first"]


def test_a_lesson_that_was_renamed_keeps_its_page(folder, load):
    load(folder)
    before = LessonPage.objects.get(slug="first").pk
    change(folder / "one" / "01-first.md", "slug: first", "slug: the-first\nwas: first")
    load(folder)
    assert LessonPage.objects.get(slug="the-first").pk == before


def test_lessons_take_the_order_of_the_file(folder, load):
    load(folder)
    change(folder / "modules.yaml", "[one/01-first.md, one/02-second.md]", "[one/02-second.md, one/01-first.md]")
    course, _report = load(folder)
    assert steps(course) == ["Second", "First", "Check"]


def test_a_lesson_that_no_file_holds_stays_and_is_named(folder, load):
    load(folder)
    LessonPage.objects.get(slug="first").get_parent().specific.add_child(instance=LessonPage(title="Own", slug="own"))
    _course, report = load(folder)
    assert report.unlisted == ["Own"]


FAULTS = [
    (
        "one/01-first.md",
        "minutes: 40",
        "minutes: forty",
        "short/one/01-first.md:4: minutes: Input should be a valid integer",
    ),
    ("one/01-first.md", "summary: The beginning.\n", "", "short/one/01-first.md:1: summary: Field required"),
    ("one/01-first.md", "outcomes:", "outcome:", "short/one/01-first.md:7: outcome: Extra inputs are not permitted"),
    ("one/01-first.md", "outcomes: [Begin.]", "outcomes: [Begin.", "the front matter is not YAML"),
    ("one/01-first.md", "::: callout caution", "::: callout loud", "short/one/01-first.md:16: "),
    (
        "one/01-first.md",
        "::: callout caution",
        "::: callot caution",
        "short/one/01-first.md:16: there is no block “callot”",
    ),
    ("one/01-first.md", "  - {text: That, feedback: No.}", "  - {txt: That}", "short/one/01-first.md:"),
    (
        "one/01-first.md",
        "slug: first",
        "slug: second",
        "slug: “second” is the address of short/one/01-first.md already",
    ),
    ("one/02-second.md", "minutes: 60", "minutes: 59", "hours_practice: 60 minutes, but the steps of “One” have 59"),
    ("modules.yaml", "one/01-first.md", "one/01-frist.md", "short/one/01-frist.md:1: cannot be read"),
    ("modules.yaml", "slug: one", "slug: One!", "short/modules.yaml:3: modules.0.slug: "),
    ("course.yaml", "price_minor: 12000", "price_minor: -1", "short/course.yaml:4: price_minor: "),
    ("bank.yaml", "correct: true", "correct: false", "short/bank.yaml:5: options: "),
    ("quiz.yaml", "question: short-1", "question: short-2", "short/quiz.yaml:1: check: not in the bank: short-2"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_is_told_with_file_line_and_field(folder, load, file, old, new, message):
    change(folder / file, old, new)
    with pytest.raises(SourceFaults) as told:
        load(folder)
    assert message in str(told.value)


def test_a_folder_with_a_fault_loads_nothing(folder, load):
    change(folder / "quiz.yaml", "question: short-1", "question: short-2")
    with pytest.raises(SourceFaults):
        load(folder)
    assert not CoursePage.objects.exists()


def test_all_faults_are_told_at_once(folder, load):
    change(folder / "one" / "01-first.md", "minutes: 40", "minutes: 0")
    change(folder / "one" / "02-second.md", "minutes: 60", "minutes: 0")
    with pytest.raises(SourceFaults) as told:
        load(folder)
    assert len(told.value.faults) == 2


def test_what_is_exported_loads_to_the_same(folder, load, tmp_path):
    course, _report = load(folder)
    for name, content in export_course(course=course).items():
        file = tmp_path / "again" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    _course, report = load(tmp_path / "again")
    assert report.changed == []


def test_a_module_of_another_course_is_reused_by_its_address(folder, load, tmp_path):
    load(folder)
    other = tmp_path / "longer"
    shutil.copytree(folder, other)
    change(other / "course.yaml", "slug: a-short-course", "slug: a-longer-course")
    reuse = {"modules": [{"reuse": "a-short-course/one"}]}
    (other / "modules.yaml").write_text(yaml.safe_dump(reuse), encoding="utf-8")
    course, _report = load(other)
    assert steps(course) == ["First", "Second", "Check"]


def test_the_command_checks_without_writing(folder, catalogue):
    call_command("course", "load", str(folder), "--check")
    assert not CoursePage.objects.exists()


def test_the_command_says_what_is_wrong(folder, catalogue):
    change(folder / "course.yaml", "title: A short course", "titel: A short course")
    with pytest.raises(CommandError, match=r"short/course.yaml:1: title: Field required"):
        call_command("course", "load", str(folder))


def test_the_command_exports_what_it_loaded(folder, catalogue, tmp_path):
    call_command("course", "load", str(folder))
    call_command("course", "export", "a-short-course", str(tmp_path / "out"))
    assert (tmp_path / "out" / "01-one" / "01-first.md").exists()

"""The demo's courses: sales pages, modules, lessons, questions, cases and quizzes, all from files."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from content.source_blocks import render_markdown
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from quizzes.services.bank import upsert_case, upsert_question, upsert_quiz

from .pages import DATA, body_of, keep_image, keep_page, read_source, read_yaml, stream_of, words

COURSES = DATA / "courses"
IMAGES = DATA / "site" / "images"
ORDER = ("level-4-nmt", "direct-to-level-4", "screening-for-red-flags")
PLAIN_FIELDS = [
    "title",
    "level",
    "subtitle",
    "summary",
    "award_title",
    "awarding_body",
    "qualification_number",
    "price_minor",
    "currency",
    "price_includes_vat",
    "hours_theory",
    "hours_practice",
    "sequential",
    "opens_while_processing",
    "signatory_name",
    "signatory_role",
]


def keep_courses(catalogue: CourseIndexPage, *, at: datetime, say: Callable[[str], None]) -> list[CoursePage]:
    """Bring the three courses to what the files say; return them in the order of the catalogue."""
    level_4, direct, cpd = (keep_course(catalogue, COURSES / folder, at=at, say=say) for folder in ORDER)
    for course in (level_4, cpd):
        keep_page(catalogue, CoursePage, course.slug, {"direct_course": direct})
    return [level_4, direct, cpd]


def keep_course(catalogue: CourseIndexPage, folder: Path, *, at: datetime, say: Callable[[str], None]) -> CoursePage:
    """Bring one course to what its folder says."""
    data = read_yaml(folder / "course.yaml")
    course = keep_page(catalogue, CoursePage, data["slug"], course_values(data, folder))
    modules = read_yaml(folder / "modules.yaml")["modules"]
    for number, module in enumerate(modules, 1):
        say(f"{course.title}: module {number} of {len(modules)}, {module['title']}")
        keep_module(course, module, folder, at=at)
    return CoursePage.objects.get(pk=course.pk)


def course_values(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return a course file's values as the page's fields."""
    file = f"{folder.name}/course.yaml"
    values = {name: data[name] for name in PLAIN_FIELDS if name in data}
    return values | {
        "show_in_menus": False,
        "vat_rate": Decimal(data.get("vat_rate", "0")),
        "hero_image": keep_hero(data),
        "body": body_of(data["body"], file),
        "entry_routes": body_of(data["entry_routes"], file),
        "learning_outcomes": words("outcome", data["learning_outcomes"]),
        "assessed_by": words("method", data["assessed_by"]),
        "tutors": [("tutor", tutor) for tutor in data["tutors"]],
        "faq": [
            ("entry", {"question": entry["question"], "answer": render_markdown(entry["answer"])})
            for entry in data["faq"]
        ],
        "eligibility": [("route", route) for route in data["eligibility"]],
    }


def keep_hero(data: dict[str, Any]) -> Any:
    """Put the picture of a course into the library, if it has one."""
    name = data.get("hero_image", "")
    file = IMAGES / name if name else None
    return keep_image(file, data["title"], data.get("hero_image_alt", "")) if file and file.exists() else None


def keep_module(course: CoursePage, data: dict[str, Any], folder: Path, *, at: datetime) -> ModulePage:
    """Bring one module, its lessons and its quizzes to what the files say."""
    values = {"title": data["title"], "summary": data["summary"].strip()}
    planned = [("lesson", lesson) for lesson in data.get("outline", [])]
    module = keep_page(course, ModulePage, data["slug"], values | {"planned": planned})
    for name in data.get("lessons", []):
        keep_lesson(module, find(folder, name))
    for name in data.get("quizzes", []):
        keep_quiz(module, find(folder, name), at=at)
    return module


def find(folder: Path, name: str) -> Path:
    """Return the file ``name``, in the course's folder or in a module's below it."""
    return next(path for path in [folder / name, *sorted(folder.glob(f"*/{Path(name).name}"))] if path.exists())


def keep_lesson(module: ModulePage, file: Path) -> LessonPage:
    """Bring one lesson to what its file says."""
    source = read_source(file)
    meta = source.meta
    values = {
        "title": meta["title"],
        "summary": meta["summary"].strip(),
        "minutes": meta["minutes"],
        "practice": meta.get("practice", False),
        "required": meta.get("required", True),
        "free_preview": meta.get("free_preview", False),
        "outcomes": words("outcome", meta["outcomes"]),
        "body": stream_of(source),
    }
    return keep_page(module, LessonPage, meta["slug"], values)


def keep_quiz(module: ModulePage, file: Path, *, at: datetime) -> None:
    """Bring a quiz and the bank that it draws on to what the files say."""
    bank = read_yaml(file.parent / "questions.yaml")
    for question in bank.get("questions", []):
        upsert_question(key=question["key"], data=question, at=at)
    for case in bank.get("cases", []):
        upsert_case(key=case["key"], data=case, at=at)
    upsert_quiz(module=module, data=read_yaml(file), at=at)

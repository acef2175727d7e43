"""Writing the files of a course: loaded again, they change nothing."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from wagtail.models import Page

from content.source_telling import body_text, filled, markdown_of, with_data, yaml_of
from courses.models import CoursePage, LessonPage, ModulePage

from .bank import PRACTICES, the_bank
from .live import session_data
from .reading import SESSIONS
from .shapes import PLAIN_FIELDS

Files = dict[str, bytes]
Data = dict[str, Any]


def export_course(*, course: CoursePage) -> Files:
    """Return the files of a course by name: texts as UTF-8, pictures and documents as they are."""
    return _Exporter(course).export()


class _Exporter:
    """Collects the files of one course, and what its bodies use of the library."""

    def __init__(self, course: CoursePage) -> None:
        self.course = course
        self.files: Files = {}

    def export(self) -> Files:
        modules = list(ModulePage.objects.live().child_of(self.course).order_by("path"))
        self.write("course.yaml", yaml_of(self.course_data()))
        self.write("modules.yaml", yaml_of({"modules": [self.module_data(n, m) for n, m in enumerate(modules, 1)]}))
        if sessions := [session_data(session) for session in self.course.live_sessions.all()]:
            self.write(SESSIONS, yaml_of({"sessions": sessions}))
        return self.files

    def write(self, name: str, text: str) -> str:
        self.files[name] = (text.rstrip() + "\n").encode()
        return name

    def course_data(self) -> Data:
        course = self.course
        data = {name: _plain(getattr(course, name)) for name in PLAIN_FIELDS}
        if course.hero_image:
            data |= {"hero_image": self.picture(course.hero_image)}
            data |= {"hero_image_alt": course.hero_image.description} if course.hero_image.description else {}
        return filled({"title": course.title, "slug": course.slug} | data) | filled(
            {
                "body": self.body(course.body),
                "entry_routes": self.body(course.entry_routes),
                "learning_outcomes": [block.value for block in course.learning_outcomes],
                "assessed_by": [block.value for block in course.assessed_by],
                "tutors": [dict(block.value) for block in course.tutors],
                "faq": [
                    {"question": block.value["question"], "answer": markdown_of(block.value["answer"]) + "\n"}
                    for block in course.faq
                ],
                "eligibility": [dict(block.value) for block in course.eligibility],
            }
        )

    def module_data(self, number: int, module: ModulePage) -> Data:
        if module.alias_of_id:
            original = module.alias_of
            return {"reuse": f"{original.get_parent().slug}/{original.slug}"}
        folder = f"{number:02d}-{module.slug}"
        steps = list(LessonPage.objects.live().child_of(module).order_by("path"))
        data = {"title": module.title, "slug": module.slug, "summary": module.summary}
        quizzes = list(self.quizzes(module, folder))
        return filled(
            data
            | self.hours(module)
            | {
                "lessons": [self.lesson(n, step, folder) for n, step in enumerate(steps, 1)],
                "banks": [bank for _quiz, bank in quizzes if bank],
                "quizzes": [quiz for quiz, _bank in quizzes],
            }
            | self.practices(module, folder)
            | {"outline": [dict(block.value) for block in module.planned]}
        )

    def hours(self, module: ModulePage) -> Data:
        """Hours are told where the steps make whole ones."""
        totals = {False: 0, True: 0}
        for step in self.steps(module):
            totals[step.practice] += step.minutes
        totals[False] += sum(block.value["minutes"] for block in module.planned)
        if any(minutes % 60 for minutes in totals.values()):
            return {}
        return {"hours_theory": totals[False] // 60, "hours_practice": totals[True] // 60}

    def steps(self, module: ModulePage) -> Iterator[Page]:
        return (page for page in module.get_children().live().specific() if getattr(page, "step_kind", ""))

    def lesson(self, number: int, lesson: LessonPage, folder: str) -> str:
        meta = {
            "title": lesson.title,
            "slug": lesson.slug,
            "minutes": lesson.minutes,
            "practice": lesson.practice,
            "required": lesson.required,
            "free_preview": lesson.free_preview,
            "summary": lesson.summary,
            "outcomes": [block.value for block in lesson.outcomes],
        }
        text = f"---\n{yaml_of(meta)}\n---\n{self.body(lesson.body)}"
        return self.write(f"{folder}/{number:02d}-{lesson.slug}.md", text)

    def quizzes(self, module: ModulePage, folder: str) -> Iterator[tuple[str, str]]:
        """Write each quiz and the bank that it draws on; give the names of the two files."""
        for slug, quiz, bank in the_bank().quizzes_of(module=module):
            name = self.write(f"{folder}/{slug}.yaml", yaml_of(quiz))
            yield name, self.write(f"{folder}/{slug}-questions.yaml", yaml_of(bank)) if bank else ""

    def practices(self, module: ModulePage, folder: str) -> dict[str, list[str]]:
        """Write each practical and log; give the names of their files by the list that names them."""
        lists = {kind: name for name, kind in PRACTICES.items()}
        names: dict[str, list[str]] = {name: [] for name in PRACTICES}
        for kind, slug, data in the_bank().practices_of(module=module):
            names[lists[kind]].append(self.write(f"{folder}/{slug}.yaml", yaml_of(data)))
        return names

    def body(self, body: Any) -> str:
        """Return a body as text, and take along the pictures and documents that it shows."""
        for block in body:
            for image in pictures_shown(block):
                self.picture(image)
            self.files |= {f"documents/{document.filename}": _bytes(document) for document in documents_used(block)}
        return body_text(body, {"self_check": _self_check}) if body else ""

    def picture(self, image: Any) -> str:
        self.files[f"images/{image.filename}"] = _bytes(image)
        return str(image.filename)


def pictures_shown(block: Any) -> list[Any]:
    """Return the pictures in a block."""
    name = {"figure": "image", "hotspots": "image", "video": "poster"}.get(block.block_type)
    return [block.value[name]] if name and block.value[name] else []


def documents_used(block: Any) -> list[Any]:
    """Return the documents in a block: downloads, films with their captions and chapters, recordings."""
    if block.block_type == "downloads":
        return list(block.value["documents"])
    names = {"video": ("file", "captions", "chapters"), "audio": ("file",)}.get(block.block_type, ())
    return [block.value[name] for name in names if block.value[name]]


def _self_check(value: Any) -> str:
    """A question stands whole in the lesson that asks it."""
    found = the_bank().question_data(question_id=value["question"].pk)
    if found is None:
        return ""
    key, data = found
    return with_data("self_check", key, {name: part for name, part in data.items() if name != "key"})


def _bytes(entry: Any) -> bytes:
    with entry.open_file() as opened:
        return opened.read()


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value

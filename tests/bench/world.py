"""The academy that is measured: twelve courses, one of them long, sixteen students within it, two quizzes."""

import io
import itertools
from dataclasses import dataclass

from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model

from academy.demo.pages import DATA
from accounts.models import User
from certificates.services.issuing import align
from content.source import read_source
from content.source_blocks import stream_of
from courses.models import CourseIndexPage, CoursePage, Enrolment, LessonPage, ModulePage, Order, StepRecord
from courses.money_rules import OrderState
from quizzes.models import QuizPage
from quizzes.services import bank
from tests import builders

COURSES, MODULES, LESSONS, STUDENTS, QUESTIONS = 12, 5, 8, 16, 60
DONE = MODULES * LESSONS // 2
NOW = timezone.now


@dataclass(frozen=True)
class World:
    """What the benchmark asks for; ``sessions`` has one key a student, in the order of ``seats``."""

    course: CoursePage
    lessons: list[LessonPage]
    short_quiz: QuizPage
    long_quiz: QuizPage
    seats: list[Enrolment]
    sessions: list[str]
    code: str


def build_world() -> World:
    """Build everything through builders and services."""
    home = builders.build_home()
    catalogue = builders.build_catalogue(home)
    course = build_long_course(catalogue)
    for number in range(2, COURSES + 1):
        builders.build_course(catalogue, **course_values(number))
    seats = [build_seat(course) for _number in range(STUDENTS)]
    for number in range(1, QUESTIONS + 1):
        bank.upsert_question(key=f"q{number}", data=question(number), at=NOW())
    module = ModulePage.objects.child_of(course).first()
    return World(
        course=course,
        lessons=list(LessonPage.objects.descendant_of(course).order_by("path")),
        short_quiz=bank.upsert_quiz(module=module, data=quiz("ten", 10), at=NOW()),
        long_quiz=bank.upsert_quiz(module=module, data=quiz("sixty", QUESTIONS), at=NOW()),
        seats=seats,
        sessions=[session_of(seat.student) for seat in seats],
        code=issue_certificate(catalogue),
    )


def course_values(number: int) -> dict:
    """A course as the catalogue shows it, with a picture."""
    file = io.BytesIO()
    Image.new("RGB", (1440, 810), (20 * number, 120, 130)).save(file, "JPEG")
    picture = ImageFile(file, name=f"course-{number}.jpg")
    image = get_image_model().objects.create(title=f"Course {number}", description="A treatment room", file=picture)
    return {"level": "Level 4", "summary": "Find, assess and treat.", "hours_theory": 74, "hero_image": image}


def build_long_course(catalogue: CourseIndexPage) -> CoursePage:
    """A course whose lessons hold the demo's texts, each published as an editor would."""
    course = builders.build_course(catalogue, MODULES, LESSONS, **course_values(1))
    files = sorted((DATA / "courses").glob("*/*/*.md"))
    bodies = itertools.cycle([stream_of(read_source(file)) for file in files])
    for lesson in LessonPage.objects.descendant_of(course):
        lesson.body = next(bodies)
        lesson.outcomes = [("outcome", "Palpate the upper trapezius"), ("outcome", "Name its referral area")]
        lesson.save_revision().publish()
    return course


def build_seat(course: CoursePage) -> Enrolment:
    """A student who paid and is half-way through the course."""
    student = builders.build_user()
    bought = {"title": course.title, "currency": "gbp", "total_minor": course.price_minor, "terms_version": "1"}
    order = Order.objects.create(student=student, course=course, created_at=NOW(), state=OrderState.CLEARED, **bought)
    seat = builders.build_seat(student, course, order=order)
    done = LessonPage.objects.descendant_of(course).order_by("path")[:DONE]
    at = {"opened_at": NOW(), "last_opened_at": NOW(), "completed_at": NOW()}
    StepRecord.objects.bulk_create(StepRecord(enrolment=seat, step_id=lesson.pk, **at) for lesson in done)
    return seat


def question(number: int) -> dict:
    """A single best answer whose second option is right."""
    return {
        "type": "sba",
        "stem": f"Which finding supports an active trigger point most? ({number})",
        "options": [
            {"text": "A taut band", "feedback": "Active and latent points both lie in one."},
            {"text": "Familiar pain", "correct": True, "feedback": "Recognised pain makes it active."},
            {"text": "A twitch", "feedback": "It helps to find the point."},
            {"text": "Warm skin", "feedback": "It tells nothing about the point."},
        ],
        "rationale": "Pain that the client recognises separates active from latent points.",
    }


def quiz(slug: str, questions: int) -> dict:
    """A quiz without a limit of attempts over the first questions of the bank."""
    items = [{"question": f"q{number}"} for number in range(1, questions + 1)]
    return {"title": f"Quiz of {questions}", "slug": slug, "required": False, "items": items}


def issue_certificate(catalogue: CourseIndexPage) -> str:
    """Return the code of a valid certificate of another course."""
    course = CoursePage.objects.child_of(catalogue).last()
    seat = builders.build_seat(builders.build_user(), course, completed_at=NOW())
    certificate = align(enrolment=seat, at=NOW())
    if certificate is None:
        raise AssertionError("the finished, paid course gave no certificate")
    return certificate.code


def session_of(student: User) -> str:
    """Return the key of a session in which the student is signed in."""
    client = Client()
    client.force_login(student)
    return client.cookies["sessionid"].value

"""Builders of a small academy, shared by the fixtures of the tests and by the benchmark."""

import itertools

from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import User
from content.models import HomePage
from courses.models import CourseIndexPage, CoursePage, Enrolment, LessonPage, ModulePage

COUNTER = itertools.count(1)
PASSWORD = "a long passphrase"


def build_user(email: str = "", **fields) -> User:
    """A person with the password ``PASSWORD``."""
    number = next(COUNTER)
    fields.setdefault("legal_name", f"Test Person {number}")
    return User.objects.create_user(email or f"person{number}@example.com", PASSWORD, **fields)


def build_home(hostname: str = "testserver") -> HomePage:
    """A home page at the root of the default site, in place of whatever was there."""
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    for page in root.get_children():
        page.specific.delete()
    root.refresh_from_db()
    page = root.add_child(instance=HomePage(title="Home", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": hostname, "port": 80, "root_page": page, "site_name": "Test"}
    )
    Site.clear_site_root_paths_cache()
    return page


def build_catalogue(home: HomePage) -> CourseIndexPage:
    """The catalogue at ``/courses/``."""
    return home.add_child(instance=CourseIndexPage(title="Courses", slug="courses"))


def build_course(catalogue: CourseIndexPage, modules: int = 1, lessons: int = 2, **fields) -> CoursePage:
    """A live course with modules ``module-1`` … and lessons ``lesson-1-1`` …."""
    number = next(COUNTER)
    fields = {"title": f"Course {number}", "slug": f"course-{number}", "price_minor": 12_000} | fields
    course = catalogue.add_child(instance=CoursePage(**fields))
    for m in range(1, modules + 1):
        module = course.add_child(instance=ModulePage(title=f"Module {m}", slug=f"module-{m}"))
        for n in range(1, lessons + 1):
            module.add_child(instance=LessonPage(title=f"Lesson {m}.{n}", slug=f"lesson-{m}-{n}"))
    return CoursePage.objects.get(pk=course.pk)


def build_seat(student: User, course: CoursePage, **fields) -> Enrolment:
    """A seat that staff gave: it counts as paid."""
    return Enrolment.objects.create(student=student, course=course, started_at=timezone.now(), **fields)

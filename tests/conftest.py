"""Fixtures that every test may use: closures that make people, courses and seats through public doors."""

import itertools

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import User
from content.models import HomePage
from courses.models import CourseIndexPage, CoursePage, Enrolment, LessonPage, ModulePage

COUNTER = itertools.count(1)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def make_user(db):
    """Return a closure ``make_user(email=…, **fields) -> User`` with the password ``a long passphrase``."""

    def make(email: str = "", **fields) -> User:
        number = next(COUNTER)
        fields.setdefault("legal_name", f"Test Person {number}")
        return User.objects.create_user(email or f"person{number}@example.com", "a long passphrase", **fields)

    return make


@pytest.fixture
def home(db) -> HomePage:
    """The home page at the root of the default site."""
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    for page in root.get_children():
        page.specific.delete()
    root.refresh_from_db()
    page = root.add_child(instance=HomePage(title="Home", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": page, "site_name": "Test"}
    )
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def catalogue(home) -> CourseIndexPage:
    return home.add_child(instance=CourseIndexPage(title="Courses", slug="courses"))


@pytest.fixture
def make_course(catalogue):
    """Return a closure ``make_course(modules=1, lessons=2, **fields) -> CoursePage``, all of it live."""

    def make(modules: int = 1, lessons: int = 2, **fields) -> CoursePage:
        number = next(COUNTER)
        fields = {"title": f"Course {number}", "slug": f"course-{number}", "price_minor": 12_000} | fields
        course = catalogue.add_child(instance=CoursePage(**fields))
        for m in range(1, modules + 1):
            module = course.add_child(instance=ModulePage(title=f"Module {m}", slug=f"module-{m}"))
            for n in range(1, lessons + 1):
                module.add_child(instance=LessonPage(title=f"Lesson {m}.{n}", slug=f"lesson-{m}-{n}"))
        return CoursePage.objects.get(pk=course.pk)

    return make


@pytest.fixture
def enrol(db):
    """Return a closure ``enrol(student, course) -> Enrolment`` for a seat that staff gave (it counts as paid)."""

    def make(student, course, **fields) -> Enrolment:
        return Enrolment.objects.create(student=student, course=course, started_at=timezone.now(), **fields)

    return make

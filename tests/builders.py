"""Builders of a small academy, shared by the fixtures of the tests and by the benchmark."""

import itertools
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import User
from content.models import HomePage
from courses.models import CourseIndexPage, CoursePage, Enrolment, LessonPage, ModulePage
from tests.kept_rows import KeptRows

COUNTER = itertools.count(1)
PASSWORD = "a long passphrase"
PageT = TypeVar("PageT", bound=Page)
#: How often a page was wanted, and the rows of those that were wanted again, by where it stands and what it is told.
WANTED: Counter[tuple] = Counter()
KEPT: dict[tuple, KeptRows] = {}


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
    Site.objects.all().delete()
    page = kept_below(root, lambda: _make_home(root, hostname), hostname=hostname)
    Site.clear_site_root_paths_cache()
    return page


def _make_home(root: Page, hostname: str) -> HomePage:
    page = root.add_child(instance=HomePage(title="Home", slug="home"))
    Site.objects.create(is_default_site=True, hostname=hostname, port=80, root_page=page, site_name="Test")
    return page


def build_catalogue(home: HomePage) -> CourseIndexPage:
    """The catalogue at ``/courses/``."""
    return kept_below(home, lambda: home.add_child(instance=CourseIndexPage(title="Courses", slug="courses")))


def build_course(catalogue: CourseIndexPage, modules: int = 1, lessons: int = 2, **fields) -> CoursePage:
    """A live course with modules ``module-1`` … and lessons ``lesson-1-1`` …."""
    number = catalogue.get_children_count() + 1
    fields = {"title": f"Course {number}", "slug": f"course-{number}", "price_minor": 12_000} | fields
    return kept_below(
        catalogue, lambda: _make_course(catalogue, modules, lessons, fields), modules=modules, lessons=lessons, **fields
    )


def _make_course(catalogue: CourseIndexPage, modules: int, lessons: int, fields: dict[str, Any]) -> CoursePage:
    course = catalogue.add_child(instance=CoursePage(**fields))
    for m in range(1, modules + 1):
        module = course.add_child(instance=ModulePage(title=f"Module {m}", slug=f"module-{m}"))
        for n in range(1, lessons + 1):
            module.add_child(instance=LessonPage(title=f"Lesson {m}.{n}", slug=f"lesson-{m}-{n}"))
    return course


def kept_below(parent: Page, make: Callable[[], PageT], **told: object) -> PageT:
    """Return the page that ``make`` makes below ``parent``; what is wanted again and again is kept as rows.

    ``told`` is all else that the page depends on.
    """
    last = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last()
    key = (type(parent), parent.pk, last and last.path, repr(told))
    WANTED[key] += 1
    if WANTED[key] == 1 or any(isinstance(value, Model) for value in told.values()):
        return _fresh(make())
    known = KEPT.setdefault(key, KeptRows(make))
    was_kept = bool(known.rows)
    page = _fresh(known.put())
    if was_kept:
        parent.numchild += 1
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    return page


def _fresh(page: PageT) -> PageT:
    return type(page).objects.get(pk=page.pk)


def build_seat(student: User, course: CoursePage, **fields) -> Enrolment:
    """A seat that staff gave: it counts as paid."""
    return Enrolment.objects.create(student=student, course=course, started_at=timezone.now(), **fields)

"""My notes: everything that a student has kept, to look through, to print and to take along."""

from dataclasses import dataclass
from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from content.search import tidy
from courses.models import StudyMark
from courses.models.study import StudyMarkQuerySet
from courses.rate_limit import is_too_often
from courses.study_export import as_data, as_markdown
from courses.study_list import CourseMarks, grouped

PER_PAGE = 30
FILES_PER_MINUTE = 10


@dataclass(frozen=True)
class Wanted:
    """What the student looks for: words, and one kind of mark or all."""

    query: str
    kind: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        """Read the address; an unknown kind is none."""
        kind = request.GET.get("kind", "")
        return cls(tidy(request.GET.get("q", "")), kind if kind in StudyMark.Kind.values else "")

    def among(self, student: User) -> StudyMarkQuerySet:
        """Return the student's own marks that are wanted, in order."""
        marks = StudyMark.objects.filter(student=student).select_related("step", "highlight")
        marks = marks.filter(kind=self.kind) if self.kind else marks
        return marks.matching(self.query).in_order()


@never_cache
@login_required
@require_safe
def my_notes(request: HttpRequest) -> HttpResponse:
    """List them by course, module and step, a page at a time."""
    wanted = Wanted.of(request)
    page_obj = Paginator(wanted.among(cast(User, request.user)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page_obj, "courses": grouped(page_obj), "wanted": wanted, "kinds": StudyMark.Kind.choices}
    return render(request, "courses/notes.html", context)


@never_cache
@login_required
@require_safe
def print_notes(request: HttpRequest) -> HttpResponse:
    """Show all that are wanted on one page, made for paper."""
    wanted = Wanted.of(request)
    courses = grouped(wanted.among(cast(User, request.user)))
    return render(request, "courses/notes_print.html", {"courses": courses, "wanted": wanted})


@never_cache
@login_required
@require_safe
def notes_markdown(request: HttpRequest) -> HttpResponse:
    """Give them out as one Markdown file."""
    if _is_too_often(request):
        return render(request, "429.html", status=429)
    response = HttpResponse(as_markdown(_everything(request)), content_type="text/markdown; charset=utf-8")
    return _as_file(response, "my-notes.md")


@never_cache
@login_required
@require_safe
def notes_json(request: HttpRequest) -> HttpResponse:
    """Give them out as one JSON file."""
    if _is_too_often(request):
        return render(request, "429.html", status=429)
    data = {"notes": as_data(_everything(request))}
    return _as_file(JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False}), "my-notes.json")


def _everything(request: HttpRequest) -> list[CourseMarks]:
    return grouped(Wanted("", "").among(cast(User, request.user)))


def _as_file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _is_too_often(request: HttpRequest) -> bool:
    return is_too_often(what="notes-file", who=request.user.pk, limit=FILES_PER_MINUTE)

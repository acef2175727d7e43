"""Searching inside one course."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from content.limits import may_go_on
from content.search import tidy
from courses.access import restrictions_allow
from courses.course_search import search_steps, standing_in
from courses.models import CoursePage, StudyMark
from courses.page_lookup import find_page

MOST_NOTES = 10
SEARCHES_PER_MINUTE = 60


@never_cache
@require_safe
def course_search(request: HttpRequest, course: str) -> HttpResponse:
    """Show the steps of a course that have the words sought, and beside them what the student wrote or marked."""
    page, query = find_page(f"courses/{course}/"), tidy(request.GET.get("q", ""))
    if not isinstance(page, CoursePage):
        raise Http404
    if not _may_see(request, page):
        return redirect(page.get_url())
    if not may_go_on(request, action="course-search", limit=SEARCHES_PER_MINUTE, seconds=60):
        return render(request, "429.html", status=429)
    access = standing_in(request.user, page)
    context = {
        "course": page,
        "access": access,
        "query": query,
        "page_obj": search_steps(course=page, access=access, query=query, number=request.GET.get("page")),
        "notes": _own_notes(request, page, query),
        "breadcrumbs": _breadcrumbs(page),
    }
    return render(request, "courses/course_search.html", context)


def _may_see(request: HttpRequest, page: CoursePage) -> bool:
    passed = request.session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    return restrictions_allow(user=request.user, page=page, passed=passed)


def _own_notes(request: HttpRequest, page: Page, query: str) -> list[StudyMark]:
    if not query or not isinstance(request.user, User):
        return []
    own = StudyMark.objects.filter(student=request.user, step__path__startswith=page.path)
    return list(own.matching(query).in_order().select_related("step", "highlight")[:MOST_NOTES])


def _breadcrumbs(page: Page) -> list[dict[str, str]]:
    return [
        {"title": _("Courses"), "url": "/courses/"},
        {"title": page.title, "url": page.get_url()},
        {"title": _("Search in the course"), "url": ""},
    ]

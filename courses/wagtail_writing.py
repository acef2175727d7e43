"""The ways of the staff area to a course's outline and to its next edition."""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.models import User
from courses.models import CoursePage
from courses.wagtail_copy import CopyCourseView, CopyProgressView
from courses.wagtail_outline import CourseListView, OutlineView, writes_courses


class CoursesMenuItem(MenuItem):
    """Shown to those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writes_courses(cast("User", request.user))


@hooks.register("register_admin_urls")
def register_course_urls() -> list[URLPattern]:
    """Serve the list of courses, their outlines and their copies."""
    return [
        path("courses/", CourseListView.as_view(), name="course_list"),
        path("courses/<int:pk>/outline/", OutlineView.as_view(), name="course_outline"),
        path("courses/<int:pk>/copy/", CopyCourseView.as_view(), name="course_copy"),
        path("courses/copies/<int:pk>/", CopyProgressView.as_view(), name="course_copy_progress"),
    ]


@hooks.register("register_academy_menu_item")
def courses_menu_item() -> MenuItem:
    """Show Courses first under Academy."""
    return CoursesMenuItem(_("Courses"), reverse("course_list"), icon_name="list-ol", order=90)


@hooks.register("register_page_header_buttons")
def course_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a course in the explorer to its outline and to its copy."""
    if page.pk and issubclass(page.specific_class or Page, CoursePage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Outline"), reverse("course_outline", args=[page.pk]), icon_name="list-ol", priority=5)
        yield Button(
            _("Copy as the next edition"), reverse("course_copy", args=[page.pk]), icon_name="copy", priority=6
        )

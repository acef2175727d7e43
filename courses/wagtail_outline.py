"""The outline editor: a course's modules and steps in order, to be seen at once and put into another order."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import User
from courses.arrangement import arrange
from courses.forms_outline import MoveForm
from courses.models import CoursePage
from courses.page_status import statuses_of
from courses.services.arranging import MoveRefused, StaleArrangement, move_in_course

WRITING = ["add", "change", "publish"]
#: By this the script says that it wants the list alone.
PART = "text/x-outline"


def writes_courses(user: User) -> bool:
    """Whether this person works on pages at all."""
    return bool(PagePermissionPolicy().user_has_any_permission(user, WRITING))


class CourseListView(WagtailAdminTemplateMixin, TemplateView):
    """Academy → Courses: every course that this person may work on."""

    template_name = "courses/admin/courses.html"
    page_title = _("Courses")
    header_icon = "list-ol"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not writes_courses(cast("User", request.user)):
            raise PermissionDenied
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = PagePermissionPolicy().instances_user_has_any_permission_for(self.request.user, WRITING)
        courses = list(CoursePage.objects.filter(pk__in=mine.values("pk")).order_by("title").defer_streamfields())
        statuses = statuses_of(courses)
        return super().get_context_data(**kwargs) | {"rows": [(course, statuses[course.pk]) for course in courses]}


class OutlineView(WagtailAdminTemplateMixin, TemplateView):
    """One course in order; a POST moves one module or step."""

    template_name = "courses/admin/outline.html"
    page_title = _("Outline")
    header_icon = "list-ol"
    course: CoursePage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.course = get_object_or_404(CoursePage.objects.defer_streamfields(), pk=kwargs["pk"])
        may = self.course.permissions_for_user(request.user)
        if not (may.can_edit() or may.can_add_subpage() or may.can_reorder_children()):
            raise PermissionDenied
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def get_page_subtitle(self) -> str:
        return str(self.course.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        courses = {"url": reverse("course_list"), "label": _("Courses")}
        return [
            *super().get_breadcrumbs_items(),
            courses,
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.course.pk])
        return super().get_context_data(**kwargs) | {"outline": self._outline(), "edit_url": edit_url}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Move one page and answer with the outline as it is then: a part of the page for the script, else a page."""
        form = MoveForm(request.POST)
        words, status = _t("That is not a place in this course."), 400
        if form.is_valid():
            words, status = self._move(form.wanted())
        if request.headers.get("Accept") == PART:
            context = {"outline": self._outline(), "said": words}
            return render(request, "courses/admin/outline_list.html", context, status=status)
        (messages.success if status == 200 else messages.error)(request, words)
        return redirect("course_outline", pk)

    def _outline(self) -> Any:
        return arrange(self.course, cast("User", self.request.user))

    def _move(self, move: dict[str, Any]) -> tuple[str, int]:
        try:
            page = move_in_course(course=self.course, actor=cast("User", self.request.user), **move)
        except StaleArrangement:
            return _t("Somebody else changed the order meanwhile. This is how it is now; please move it again."), 409
        except MoveRefused as refused:
            return str(refused), 403
        return _where(Page.objects.get(pk=page.pk)), 200


def _where(page: Page) -> str:
    """Say where a page stands now, for those who do not see it."""
    parent = page.get_parent()
    ids = list(parent.get_children().values_list("pk", flat=True))
    words = _t("“%(title)s” is now number %(place)s of %(count)s in “%(parent)s”.")
    values = {"title": page.title, "place": ids.index(page.pk) + 1, "count": len(ids), "parent": parent.title}
    return words % values

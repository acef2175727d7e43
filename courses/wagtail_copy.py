"""Copying a course as its next edition: the form, and how far the copy is."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from courses.forms_copy import CopyForm
from courses.models import CourseCopy, CoursePage
from courses.services.asking_copies import ask_for_copy


class CopyCourseView(WagtailAdminTemplateMixin, FormView):
    """Ask for a copy of one course."""

    form_class = CopyForm
    template_name = "courses/admin/copy_form.html"
    page_title = _("Copy as the next edition")
    header_icon = "copy"
    course: CoursePage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.course = get_object_or_404(CoursePage, pk=kwargs["pk"])
        if not self.course.permissions_for_user(request.user).can_copy_to(self.course.get_parent()):
            raise PermissionDenied
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def get_page_subtitle(self) -> str:
        return self.course.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        courses = {"url": reverse("course_list"), "label": _("Courses")}
        return [
            *super().get_breadcrumbs_items(),
            courses,
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.course.title, "slug": f"{self.course.slug}-{timezone.localdate().year + 1}"}

    def get_form_kwargs(self) -> dict[str, Any]:
        may = self.course.get_parent().permissions_for_user(self.request.user).can_publish_subpage()
        return super().get_form_kwargs() | {"course": self.course, "may_publish": may}

    def get_success_url(self) -> str:
        return reverse("course_outline", args=[self.course.pk])

    def form_valid(self, form: CopyForm) -> HttpResponse:
        actor = cast("User", self.request.user)
        copy = ask_for_copy(source=self.course, at=timezone.now(), actor=actor, **form.wanted())
        return redirect("course_copy_progress", copy.pk)


class CopyProgressView(WagtailAdminTemplateMixin, TemplateView):
    """How far a copy is; a script asks for the part that changes, without one the reader reloads."""

    template_name = "courses/admin/copy_progress.html"
    page_title = _("Copy of a course")
    header_icon = "copy"
    copy: CourseCopy

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.copy = get_object_or_404(CourseCopy.objects.select_related("source", "result"), pk=kwargs["pk"])
        if not self.copy.source.permissions_for_user(request.user).can_copy():
            raise PermissionDenied
        if getattr(request, "htmx", False):
            return render(request, "courses/admin/copy_state.html", {"copy": self.copy})
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        courses = {"url": reverse("course_list"), "label": _("Courses")}
        return [
            *super().get_breadcrumbs_items(),
            courses,
            {"url": "", "label": self.page_title, "sublabel": self.copy.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"copy": self.copy}

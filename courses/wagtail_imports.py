"""Course files in the staff area: take a course as an archive, bring one, see what would change, load it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from courses.access import Person
from courses.models import CourseImport, CourseIndexPage, CoursePage
from courses.services.imports import confirm_import, receive_import
from courses.sources.archive import MOST_UPLOADED, pack
from courses.sources.exporting import export_course
from courses.tasks_imports import carry_out_import, check_import

SHOWN = 20


def may_import(user: Person) -> bool:
    """Whoever may publish in the catalogue may bring a course: what is loaded is published."""
    catalogue = CourseIndexPage.objects.live().first()
    return bool(catalogue and catalogue.permissions_for_user(user).can_publish_subpage())


class ImportForm(forms.Form):
    """An archive."""

    archive = forms.FileField(
        label=gettext_lazy("ZIP archive"),
        help_text=gettext_lazy("With course.yaml, modules.yaml and the files that they name, as an export holds them."),
    )

    def clean_archive(self) -> Any:
        """Refuse what is too large before anything looks into it."""
        archive = self.cleaned_data["archive"]
        if archive.size > MOST_UPLOADED:
            raise ValidationError(_("The archive is larger than %(most)d MB.") % {"most": MOST_UPLOADED // 10**6})
        if not archive.name.lower().endswith(".zip"):
            raise ValidationError(_("Choose a file that ends in .zip."))
        return archive


class ForPublishers(WagtailAdminTemplateMixin, View):
    """Only for those who may publish courses."""

    header_icon = "folder-open-inverse"

    @property
    def actor(self) -> User:
        """The person who acts."""
        return cast(User, self.request.user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_import(request.user):
            raise PermissionDenied


class CourseFilesView(ForPublishers, FormView):
    """The courses to take as files, a form to bring one, and what was brought lately."""

    form_class = ImportForm
    template_name = "courses/admin/files.html"
    page_title = gettext_lazy("Course files")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "courses": CoursePage.objects.order_by("title").only("title", "slug", "path"),
            "imports": CourseImport.objects.select_related("by")[:SHOWN],
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        archive = form.cleaned_data["archive"]
        kept = receive_import(archive=archive, actor=self.actor, at=timezone.now(), then=check_import.enqueue)
        return redirect("course_import", token=kept.token)


class CourseImportView(ForPublishers, TemplateView):
    """One archive: being checked, refused with every fault, ready with what would change, loaded."""

    template_name = "courses/admin/import.html"
    page_title = gettext_lazy("A course as files")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("course_files"), "label": _("Course files")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kept": get_object_or_404(CourseImport, token=kwargs["token"])}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("X-Requested-With") == "staff-progress":
            kept = get_object_or_404(CourseImport, token=kwargs["token"])
            return render(request, "courses/admin/import_state.html", {"kept": kept})
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load it."""
        get_object_or_404(CourseImport, token=kwargs["token"])
        confirm_import(token=kwargs["token"], actor=self.actor, at=timezone.now(), then=carry_out_import.enqueue)
        return redirect("course_import", token=kwargs["token"])


class CourseExportView(ForPublishers):
    """A course's files as an archive."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        course = get_object_or_404(CoursePage, pk=kwargs["pk"])
        packed = pack(export_course(course=course), folder=course.slug)
        disposition = f'attachment; filename="{course.slug}.zip"'
        return HttpResponse(packed, content_type="application/zip", headers={"Content-Disposition": disposition})


class CourseFilesMenuItem(MenuItem):
    """Shown to whom the pages are open."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


def menu_item() -> MenuItem:
    """Return the entry under Academy."""
    address = reverse("course_files")
    return CourseFilesMenuItem(
        _("Course files"), address, name="course-files", icon_name="folder-open-inverse", order=800
    )


def admin_urls() -> list[URLPattern]:
    """Return the addresses below the staff area."""
    return [
        path("course-files/", CourseFilesView.as_view(), name="course_files"),
        path("course-files/<uuid:token>/", CourseImportView.as_view(), name="course_import"),
        path("course-files/export/<int:pk>/", CourseExportView.as_view(), name="course_export"),
    ]

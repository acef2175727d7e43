"""Taking questions as a file: which ones and in which format, what is lost on the way, then the download."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from quizzes.admin_files import BelowFiles, QuestionFilesView, QuestionImportView, may_exchange
from quizzes.exchange import Written
from quizzes.forms_files import ExportForm
from quizzes.services.exports import Choice, export_questions

NOTES = 200


class QuestionExportView(BelowFiles, TemplateView):
    """The form; once it says which questions, how many there are and what could not be written faithfully."""

    template_name = "quizzes/admin/export.html"
    page_title = _("Take questions as a file")
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        form = ExportForm(asked if "format" in asked else None, initial=asked.dict())
        context = super().get_context_data(**kwargs) | {"form": form}
        return context | _found(form) if form.is_valid() else context


class QuestionDownloadView(BelowFiles):
    """The file."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ExportForm(request.GET)
        if not form.is_valid():
            return redirect("question_export")
        written = export_questions(format=form.cleaned_data["format"], choice=form.choice())
        headers = {"Content-Disposition": f'attachment; filename="{written.filename}"'}
        return HttpResponse(written.body, content_type="application/octet-stream", headers=headers)


def _found(form: ExportForm) -> dict[str, Any]:
    choice: Choice = form.choice()
    written: Written = export_questions(format=form.cleaned_data["format"], choice=choice)
    asked = {name: "on" if value is True else value for name, value in form.cleaned_data.items() if value}
    return {
        "count": choice.questions().count(),
        "notes": written.notes[:NOTES],
        "more_notes": max(0, len(written.notes) - NOTES),
        "size": len(written.body),
        "download": f"{reverse('question_download')}?{urlencode(asked)}",
    }


class QuestionIndexView(snippets.IndexView):
    """The list of questions, which offers what it shows as a file."""

    @property
    def header_more_buttons(self) -> list[Button]:
        """Lead to the export with the list's filters."""
        buttons = list(super().header_more_buttons)
        if may_exchange(self.request.user):
            asked = {"type": self.request.GET.get("type", ""), "tag": self.request.GET.get("tags__name", "")}
            address = f"{reverse('question_export')}?{urlencode({name: v for name, v in asked.items() if v})}"
            buttons.append(Button(_("Take as a file"), url=address, icon_name="download", priority=90))
        return buttons


class QuestionFilesMenuItem(MenuItem):
    """Shown to whom the pages are open."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_exchange(request.user)


def menu_item() -> MenuItem:
    """Return the entry in the menu of the bank."""
    address = reverse("question_files")
    return QuestionFilesMenuItem(
        _("Question files"), address, name="question-files", icon_name="folder-open-inverse", order=100
    )


def admin_urls() -> list[URLPattern]:
    """Return the addresses below the staff area."""
    return [
        path("question-files/", QuestionFilesView.as_view(), name="question_files"),
        path("question-files/export/", QuestionExportView.as_view(), name="question_export"),
        path("question-files/export/download/", QuestionDownloadView.as_view(), name="question_download"),
        path("question-files/<uuid:token>/", QuestionImportView.as_view(), name="question_import"),
    ]

"""The gradebook of a course in the staff area, and its export."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from accounts.models import User
from accounts.network import client_address
from courses.models import CoursePage
from quizzes.admin_results_base import ResultsGate, ResultsPage
from quizzes.forms_results import GradebookForm
from quizzes.models import QuizPage
from quizzes.results.gradebook import quizzes_of, read_lines, seats_of
from quizzes.results.spreadsheets import Format, answer_rows
from quizzes.services.exporting import export_gradebook

PER_PAGE = 50


class GradebookView(ResultsPage):
    """Results → a course: students by quizzes, fifty to a page; a constant number of queries."""

    template_name = "quizzes/results/gradebook.html"
    page_title = _("Gradebook")

    @cached_property
    def course(self) -> CoursePage:
        """The course, without its long texts."""
        return get_object_or_404(CoursePage.objects.defer_streamfields(), pk=self.kwargs["pk"])

    @cached_property
    def quizzes(self) -> list[QuizPage]:
        """All its quizzes."""
        return quizzes_of(self.course)

    def get_page_subtitle(self) -> str:
        return str(self.course.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = GradebookForm(self.request.GET, self.quizzes)
        filters = form.filters()
        shown = [quiz for quiz in self.quizzes if filters.quiz in (None, quiz.pk)]
        page = Paginator(seats_of(self.course, shown, filters), PER_PAGE).get_page(self.request.GET.get("p"))
        seats = list(page)
        return super().get_context_data(**kwargs) | {
            "course": self.course,
            "form": form,
            "filtered": bool(filters.used),
            "quizzes": shown,
            "page_obj": page,
            "lines": list(read_lines(seats, [seat.pk for seat in seats], shown)),
            "formats": Format.choices,
        }


class GradebookExportView(ResultsGate, View):
    """Everything filtered as a file; a POST, since it leaves a record."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        course = get_object_or_404(CoursePage.objects.defer_streamfields(), pk=pk)
        form = Format.read(request.POST.get("format"))
        rows = export_gradebook(
            course=course,
            filters=GradebookForm(request.GET, quizzes_of(course)).filters(),
            form=form,
            actor=cast("User", request.user),
            at=timezone.now(),
            address=client_address(request),
        )
        return answer_rows(rows, name=f"gradebook-{course.slug}", form=form)

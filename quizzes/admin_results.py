"""Results in the staff area: which courses and quizzes there are, one quiz, one question, one case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from quizzes.admin_results_base import ResultsGate, ResultsPage
from quizzes.models import QuizPage
from quizzes.results.cases import case_results
from quizzes.results.choosing import Which
from quizzes.results.figures import item_lines
from quizzes.results.item_rows import item_rows
from quizzes.results.listing import courses_with_quizzes
from quizzes.results.pages import quiz_context
from quizzes.results.questions import question_results
from quizzes.results.reading import read_results
from quizzes.results.shapes import Asked, Results
from quizzes.results.spreadsheets import Format, answer_rows


class ResultsIndexView(ResultsPage):
    """Results: every course with its gradebook and its quizzes."""

    template_name = "quizzes/results/index.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"courses": courses_with_quizzes()}


class QuizPart(ResultsPage):
    """A page about one quiz, over the attempts that the address chooses."""

    quiz: QuizPage
    which: Which

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.which = Which.read(request.GET.get("which"))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.quiz = get_object_or_404(QuizPage, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def results(self) -> Results:
        """How the sittings went; read once."""
        return read_results(quiz=self.quiz, which=self.which)

    def get_page_subtitle(self) -> str:
        return str(self.quiz.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "quiz": self.quiz,
            "which": self.which,
            "choices": [(one.value, one.label, one == self.which) for one in Which],
        }


class QuizResultsView(QuizPart):
    """Results → a quiz."""

    template_name = "quizzes/results/quiz.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | quiz_context(self.results)


class NotAsked(LookupError):
    """None of the attempts that count had this question or case."""


class QuizDetail(QuizPart):
    """A page below one quiz; back to the quiz if the attempts chosen did not have what it is about."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except NotAsked:
            messages.info(request, _t("None of these attempts had that question or case."))
            return redirect(self.quiz_url)

    @property
    def quiz_url(self) -> str:
        """The page of the quiz, over the same attempts."""
        return reverse("results_quiz", args=[self.quiz.pk]) + f"?which={self.which}"

    def get_trail(self) -> list[dict[str, Any]]:
        return [{"url": self.quiz_url, "label": str(self.quiz.title)}]


class QuestionResultsView(QuizDetail):
    """Results → a quiz → one revision of a question: its figures, and what became of each option."""

    template_name = "quizzes/results/question.html"
    page_title = _("Question")

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self._find(kwargs["column"])
        shown = question_results(quiz=self.quiz, which=self.which, results=self.results, asked=asked)
        return super().get_context_data(**kwargs) | {"asked": asked, "question": shown, "figures": shown.figures}

    def _find(self, key: str) -> Asked:
        asked = self.results.column(key)
        if asked is None or asked.is_case:
            raise NotAsked
        return asked


class CaseResultsView(QuizDetail):
    """Results → a quiz → a case: the ways through it, where it was lost, what it was failed on."""

    template_name = "quizzes/results/case.html"
    page_title = _("Case")

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = case_results(quiz=self.quiz, case_id=kwargs["case"], which=self.which)
        if found is None:
            raise NotAsked
        return super().get_context_data(**kwargs) | {"title": found[0], "case": found[1]}


class ItemExportView(ResultsGate, View):
    """The item analysis as a file; it names nobody."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        quiz = get_object_or_404(QuizPage, pk=pk)
        results = read_results(quiz=quiz, which=Which.read(request.GET.get("which")))
        form = Format.read(request.GET.get("format"))
        return answer_rows(item_rows(item_lines(results)), name=f"items-{quiz.slug}", form=form)

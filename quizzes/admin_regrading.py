"""Regrading a question: choose a remedy, see what it would do, apply it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from quizzes.admin_regrade_pages import RegradePage, one_page
from quizzes.forms_regrade import ApplyForm, RemedyForm
from quizzes.models import Question, Regrade
from quizzes.services.regrade_preview import new_key, preview_regrade
from quizzes.services.regrade_revisions import asked_revisions
from quizzes.services.regrading import Outdated, apply_regrade, fingerprint_of


class QuestionRegradePage(RegradePage, TemplateView):
    """A page about one question."""

    permission_required = "add"
    question: Question

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.question = get_object_or_404(Question, pk=kwargs["question_id"])

    def get_page_subtitle(self) -> str:
        return str(self.question)

    def remedy_form(self, data: Any = None) -> RemedyForm:
        has_new_key = new_key(self.question) is not None
        return RemedyForm(data, asked=asked_revisions(self.question), has_new_key=has_new_key)


class ChooseRemedyView(QuestionRegradePage):
    """Which remedy, for which versions; and what was done about this question before."""

    page_title = gettext_lazy("Regrade a question")
    template_name = "quizzes/regrades/choose.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = Regrade.objects.filter(question=self.question.pk).select_related("by")
        return super().get_context_data(**kwargs) | {
            "question": self.question,
            "form": self.remedy_form(),
            "earlier": earlier,
        }


class PreviewView(QuestionRegradePage):
    """What the remedy would do, in figures and by name; applied from here."""

    page_title = gettext_lazy("What the regrade would do")
    template_name = "quizzes/regrades/preview.html"
    form: RemedyForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Lead back to the choice where the address holds none."""
        if not self.user_has_permission("add"):
            return super().dispatch(request, *args, **kwargs)
        self.form = self.remedy_form(request.GET)
        if self.form.is_valid():
            return super().dispatch(request, *args, **kwargs)
        messages.error(request, _("Choose a remedy, and the attempts that it is for."))
        return redirect("regrades:choose", self.question.pk)

    @property
    def decision(self) -> dict[str, Any]:
        """What is to be done, as the services take it."""
        revisions = self.form.revisions_chosen()
        return {"question": self.question, "remedy": self.form.remedy_chosen(), "revisions": revisions}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = preview_regrade(**self.decision)
        kwargs.setdefault("form", ApplyForm(initial={"fingerprint": fingerprint_of(**self.decision)}))
        context = super().get_context_data(**kwargs) | one_page(self.request, found.worth_listing)
        return context | {
            "question": self.question,
            "remedy": self.form.remedy_chosen(),
            "found": found,
            "counts": found.counts,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Apply it; what is no longer as it was shown is shown again."""
        form = ApplyForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            regrade = apply_regrade(**self.decision, **form.cleaned_data, actor=self.actor, at=timezone.now())
        except Outdated:
            messages.error(request, _("Nothing was done: the question was published or regraded since. Look again."))
            return redirect(request.get_full_path())
        messages.success(request, _("The regrade is %(state)s.") % {"state": regrade.get_state_display()})
        return redirect(reverse("regrades:inspect", args=[regrade.pk]))

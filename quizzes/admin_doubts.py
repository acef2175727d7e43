"""Certificates to decide about, because a regrade took the pass away on which they rest."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from quizzes.admin_regrade_pages import RegradePage, one_page
from quizzes.forms_regrade import ReasonForm
from quizzes.models import Doubt
from quizzes.services.doubts import keep_award, open_doubts


class DoubtsView(RegradePage, TemplateView):
    """The list: keep each with a reason, or revoke it on its own page."""

    model = Doubt
    permission_required = "change"
    page_title = gettext_lazy("Certificates to decide about")
    template_name = "quizzes/regrades/doubts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | one_page(self.request, open_doubts())


class KeepAwardView(RegradePage, FormView):
    """Say why a certificate stands although the pass is gone."""

    model = Doubt
    permission_required = "change"
    page_title = gettext_lazy("Keep the certificate")
    form_class = ReasonForm
    template_name = "courses/admin/act_form.html"
    doubt: Doubt

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.doubt = get_object_or_404(Doubt, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.doubt.award

    def get_success_url(self) -> str:
        return reverse("regrades:doubts")

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        doubt = keep_award(doubt=self.doubt, reason=reason, actor=self.actor, at=timezone.now())
        messages.success(self.request, _("Decided: %(doubt)s.") % {"doubt": doubt})
        return super().form_valid(form)

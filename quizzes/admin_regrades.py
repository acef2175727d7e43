"""Regrades in the staff area: the list, one act with what it changed, and its undoing."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from accounts.record_viewset import RecordViewSet
from quizzes.admin_doubts import DoubtsView, KeepAwardView
from quizzes.admin_regrade_pages import RegradePage, one_page
from quizzes.admin_regrading import ChooseRemedyView, PreviewView
from quizzes.forms_regrade import ReasonForm
from quizzes.models import Regrade
from quizzes.services.regrade_undoing import StandsBelow, standing_on, undo_regrade


class RegradeFilterSet(WagtailFilterSet):
    """By remedy and state."""

    class Meta:
        model = Regrade
        fields = ["remedy", "state"]


class RegradeIndexView(generic.IndexView):
    """All regrades, the newest first; a constant number of queries."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Regrade]:
        return Regrade.objects.select_related("by").defer("definition")

    def get_edit_url(self, instance: Regrade) -> str:
        return regrade_url(instance)


def regrade_url(regrade: Regrade) -> str:
    """Return the staff's page about a regrade."""
    return reverse("regrades:inspect", args=[regrade.pk])


class RegradeView(RegradePage, TemplateView):
    """One regrade: who, why, how many, and each attempt whose result changed."""

    page_title = _("Regrade")
    template_name = "quizzes/regrades/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regrade = get_object_or_404(Regrade.objects.select_related("by", "undone_by"), pk=kwargs["pk"])
        changes = regrade.changes.filter(Q(is_news=True) | Q(none_left=True)).order_by("new_passed", "pk")
        changes = changes.select_related("attempt__enrolment__student", "attempt__quiz").defer("attempt__paper")
        context = super().get_context_data(**kwargs) | one_page(self.request, changes)
        may_undo = regrade.is_applied and self.user_has_permission("add")
        above = standing_on(regrade) if may_undo else []
        return context | {"regrade": regrade, "may_undo": may_undo, "above": above}


class UndoView(RegradePage, FormView):
    """Ask why, then give every attempt its earlier result back."""

    page_title = _("Undo the regrade")
    permission_required = "add"
    form_class = ReasonForm
    template_name = "courses/admin/act_form.html"
    regrade: Regrade

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.regrade = get_object_or_404(Regrade, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.regrade.question_words

    def get_success_url(self) -> str:
        return regrade_url(self.regrade)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        try:
            undo_regrade(regrade=self.regrade, reason=reason, actor=self.actor, at=timezone.now())
        except StandsBelow as refusal:
            words = _t("Undo first what was done later to the same attempts: %(above)s.") % {"above": refusal}
            form.add_error(None, words)
            return self.form_invalid(form)
        return redirect(self.get_success_url())


class RegradeViewSet(RecordViewSet):
    """The list and what opens from it; a regrade is never edited or deleted by hand."""

    model = Regrade
    name = "regrades"
    icon = "rotate"
    menu_label = _("Regrades")
    menu_order = 270
    index_view_class = RegradeIndexView
    filterset_class = RegradeFilterSet
    search_fields = ["question_words", "reason"]
    ordering = ["-pk"]
    form_fields = ["reason"]
    list_display = [
        TitleColumn("question_words", label=_("Question"), get_url=regrade_url),
        Column("get_remedy_display", label=_("Remedy"), sort_key="remedy"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("changed", label=_("Results changed"), accessor=lambda one: one.counts.get("changed", 0)),
        Column("by", label=_("By")),
        DateColumn("at", label=_("Applied"), sort_key="at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", RegradeView.as_view(), name="inspect"),
            path("<int:pk>/undo/", UndoView.as_view(), name="undo"),
            path("question/<int:question_id>/", ChooseRemedyView.as_view(), name="choose"),
            path("question/<int:question_id>/preview/", PreviewView.as_view(), name="preview"),
            path("certificates/", DoubtsView.as_view(), name="doubts"),
            path("certificates/<int:pk>/keep/", KeepAwardView.as_view(), name="keep"),
        ]

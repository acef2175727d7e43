"""The marking page: the text beside the rubric."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from accounts.models import User
from quizzes.desk import script_context, scripts_to_show, snippets
from quizzes.desk_rules import DeskRefusal
from quizzes.forms_desk import MarkingForm
from quizzes.marked import level_field, rubric_rows
from quizzes.models import Script
from quizzes.services.marking import finish, save_draft
from quizzes.staff_page import StaffPage
from quizzes.types import read
from quizzes.types.rubric import rubric_of


def script_url(script: Script) -> str:
    """Return the staff's page about a script."""
    return reverse("marking_desk:mark", args=[script.pk])


class MarkView(StaffPage, FormView):
    """Read a script, and mark it if it lies on one's desk."""

    above = ("marking_desk:index", _("Marking desk"))
    model = Script
    permission_required = "mark"
    form_class = MarkingForm
    template_name = "quizzes/admin/script.html"
    page_title = _("Script")
    header_icon = "edit"
    script: Script

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.script = get_object_or_404(scripts_to_show(), pk=kwargs["pk"])
        self.rubric = rubric_of(read(self.script.response.definition))

    @property
    def assessor(self) -> User:
        """Who looks."""
        return cast("User", self.request.user)

    def get_page_subtitle(self) -> str:
        return self.script.whose

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"rubric": self.rubric}

    def get_initial(self) -> dict[str, Any]:
        draft = self.script.markings.filter(assessor=self.assessor).first()
        if draft is None:
            return {}
        return {"comment": draft.comment} | {level_field(row): level for row, level in draft.levels.items()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | script_context(self.script, self.assessor)
        form = context["form"]
        chosen = {row.id: form[level_field(row.id)].value() or "" for row in self.rubric}
        return context | {
            "rows": rubric_rows(self.rubric, chosen),
            "snippets": snippets(self.script),
            "may_assign": self.script.is_open and self.user_has_permission("assign"),
        }

    def form_valid(self, form: MarkingForm) -> HttpResponse:
        given: dict[str, Any] = {
            "script": self.script,
            "assessor": self.assessor,
            "levels": form.levels(),
            "comment": form.cleaned_data["comment"],
            "at": timezone.now(),
        }
        try:
            if form.cleaned_data["action"] == "draft":
                save_draft(**given)
                messages.success(self.request, _t("The draft is saved. Only you see it."))
            else:
                finish(**given)
                messages.success(self.request, _t("The script is marked."))
        except DeskRefusal as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return script_url(self.script)

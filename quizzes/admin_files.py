"""Question files in the staff area: bring a file, see what would become of it question by question, load it."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from quizzes.forms_files import ImportForm
from quizzes.models import ImportLine, QuestionImport
from quizzes.services.imports import confirm_import, receive_import
from quizzes.tasks_imports import check_questions, load_questions

SHOWN = 20
LINES = 100
What = ImportLine.What
#: The choices above the list of items, and which outcomes each stands for.
FILTERS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "new": (_("New"), (What.NEW,)),
    "changed": (_("Changed"), (What.CHANGES,)),
    "same": (_("Same or left"), (What.SAME, What.SKIPPED)),
    "refused": (_("Refused"), (What.REFUSED,)),
}


def may_exchange(user: Any) -> bool:
    """Whoever may add and change questions may bring files of them and take them away."""
    return bool(user.has_perms(["quizzes.add_question", "quizzes.change_question"]))


class ForAuthors(WagtailAdminTemplateMixin, View):
    """Only for those who may add and change questions."""

    header_icon = "folder-open-inverse"

    @property
    def actor(self) -> User:
        """The person who acts."""
        return cast(User, self.request.user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_exchange(request.user):
            raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.above, {"url": "", "label": self.get_page_title()}]

    @property
    def above(self) -> list[dict[str, Any]]:
        """The pages between the staff area's first and this one."""
        return []


class BelowFiles(ForAuthors):
    """A page below the first one."""

    @property
    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("question_files"), "label": _("Question files")}]


class QuestionFilesView(ForAuthors, FormView):
    """A form to bring a file, and what was brought lately."""

    form_class = ImportForm
    template_name = "quizzes/admin/files.html"
    page_title = _("Question files")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"may_publish": self.actor.has_perm("quizzes.publish_question")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"imports": QuestionImport.objects.select_related("by")[:SHOWN]}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        kept = receive_import(
            file=form.cleaned_data["file"],
            format=form.cleaned_data["format"],
            wishes=form.wishes(),
            actor=self.actor,
            at=timezone.now(),
            then=check_questions.enqueue,
        )
        return redirect("question_import", token=kept.token)


class QuestionImportView(BelowFiles, TemplateView):
    """One file: being checked, what would become of each item, loaded."""

    template_name = "quizzes/admin/import.html"
    page_title = _("A file of questions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = get_object_or_404(QuestionImport, token=kwargs["token"])
        return super().get_context_data(**kwargs) | {"kept": kept} | lines_shown(kept, self.request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("X-Requested-With") == "staff-progress":
            return render(request, "quizzes/admin/import_state.html", self.get_context_data(**kwargs))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load it."""
        kept = get_object_or_404(QuestionImport, token=kwargs["token"])
        confirm_import(
            token=kept.token,
            load_rest="load_rest" in request.POST,
            actor=self.actor,
            at=timezone.now(),
            then=load_questions.enqueue,
        )
        return redirect("question_import", token=kept.token)


def lines_shown(kept: QuestionImport, request: HttpRequest) -> dict[str, Any]:
    """Return the page of items asked for, and the filters with how many items each has."""
    chosen = request.GET.get("what", "")
    lines = kept.lines.filter(what__in=FILTERS[chosen][1]) if chosen in FILTERS else kept.lines.all()
    paginator = Paginator(lines, LINES)
    page = paginator.get_page(request.GET.get("p"))
    filters: list[tuple[str, Promise | str, int]] = [("", _("All"), sum(kept.counts.values()))]
    filters += [(name, label, sum(kept.counts.get(w, 0) for w in what)) for name, (label, what) in FILTERS.items()]
    return {"lines": page, "pages": paginator.get_elided_page_range(page.number), "filters": filters, "chosen": chosen}

"""What else is done at the marking desk: take and return a script, hand it on, release marks."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.models import User
from quizzes.admin_marking import script_url
from quizzes.desk_rules import DeskRefusal
from quizzes.forms_desk import AssignForm, ReturnAllForm
from quizzes.models import QuizPage, Script
from quizzes.services.releasing import quizzes_to_release, release_marks
from quizzes.services.scripts import give_back, reassign, return_all, take
from quizzes.staff_page import StaffPage
from quizzes.views.kept_files import find_upload, serve_upload


def actor(request: HttpRequest) -> User:
    """Return who acts, behind the staff area's door."""
    return cast("User", request.user)


class ActView(PermissionCheckedMixin, View):
    """A button about one script."""

    model = Script
    permission_required = "mark"
    http_method_names = ["post"]

    def act(self, script: Script, assessor: User) -> object:
        """Call the service."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        script = get_object_or_404(Script, pk=pk)
        try:
            self.act(script, actor(request))
        except DeskRefusal as refused:
            messages.error(request, str(refused))
        return redirect(script_url(script))


class TakeView(ActView):
    """Take a script to mark it."""

    def act(self, script: Script, assessor: User) -> object:
        return take(script=script, assessor=assessor)


class GiveBackView(ActView):
    """Put it back for others."""

    def act(self, script: Script, assessor: User) -> object:
        return give_back(script=script, assessor=assessor)


class AssignView(StaffPage, FormView):
    """Lay a script on another desk."""

    above = ("marking_desk:index", _("Marking desk"))
    model = Script
    permission_required = "assign"
    form_class = AssignForm
    template_name = "quizzes/admin/desk_form.html"
    page_title = _("Reassign the script")
    header_icon = "user"
    script: Script

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.script = get_object_or_404(Script, pk=kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"assessor": self.script.assessor_id}

    def form_valid(self, form: AssignForm) -> HttpResponse:
        to = form.cleaned_data["assessor"]
        try:
            reassign(script=self.script, assessor=to, actor=actor(self.request), at=timezone.now())
        except DeskRefusal as refused:
            form.add_error("assessor", str(refused))
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return script_url(self.script)


class ReturnAllView(StaffPage, FormView):
    """A marker leaves: whatever lies on their desk goes back into the queue."""

    above = ("marking_desk:index", _("Marking desk"))
    model = Script
    permission_required = "assign"
    form_class = ReturnAllForm
    template_name = "quizzes/admin/desk_form.html"
    page_title = _("Return all of a marker")
    header_icon = "undo"

    def form_valid(self, form: ReturnAllForm) -> HttpResponse:
        count = return_all(assessor=form.cleaned_data["assessor"], actor=actor(self.request), at=timezone.now())
        words = ngettext("%(count)d script is back in the queue.", "%(count)d scripts are back in the queue.", count)
        messages.success(self.request, words % {"count": count})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("marking_desk:index")


class ReleaseView(StaffPage, TemplateView):
    """Tell the students of a quiz their results, all at once."""

    above = ("marking_desk:index", _("Marking desk"))
    model = Script
    permission_required = "release"
    template_name = "quizzes/admin/release.html"
    page_title = _("Release marks")
    header_icon = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"quizzes": quizzes_to_release()}

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("quiz", "")
        quiz = get_object_or_404(QuizPage, pk=chosen if chosen.isdecimal() else 0)
        count = release_marks(quiz=quiz, actor=actor(request), at=timezone.now())
        words = ngettext("%(count)d result is told now.", "%(count)d results are told now.", count)
        messages.success(request, words % {"count": count} if count else _t("No attempt is fully marked yet."))
        return redirect("marking_desk:release")


class UploadView(View):
    """A file of an answer, for those of staff who may see it."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return serve_upload(request, find_upload(token), actor(request))

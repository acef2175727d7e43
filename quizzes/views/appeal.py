"""A student asks for another look at a mark."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quizzes.desk_rules import DeskRefusal
from quizzes.forms_desk import AppealForm
from quizzes.marked import scripts_of
from quizzes.models import Script
from quizzes.services import appealing
from quizzes.views.common import StudentRequest, attempt_page, load_attempt


@require_http_methods(["GET", "HEAD", "POST"])
@attempt_page
def appeal(request: StudentRequest, token: str, item: int) -> HttpResponse:
    """Say what an appeal can lead to, ask why, and send the answer to a marker who has not read it."""
    attempt = load_attempt(request, token)
    script = get_object_or_404(scripts_of(attempt), response__item=item)
    form = AppealForm(request.POST) if request.method == "POST" else AppealForm()
    if not appealing.may_appeal(script, timezone.now()):
        messages.warning(request, _("There is no appeal against this mark, or no longer."))
        return redirect("attempt_review", token=token)
    if form.is_valid():
        return lodge(request, token, script, form)
    context = {"form": form, "attempt": attempt, "quiz": attempt.quiz, "item": item}
    return render(request, "quizzes/appeal.html", context, status=422 if form.is_bound else 200)


def lodge(request: StudentRequest, token: str, script: Script, form: AppealForm) -> HttpResponse:
    """Send it, unless another window was quicker."""
    try:
        appealing.appeal(script=script, student=request.user, at=timezone.now(), **form.cleaned_data)
    except DeskRefusal as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Your appeal is with a marker who has not read your answer before."))
    return redirect("attempt_review", token=token)

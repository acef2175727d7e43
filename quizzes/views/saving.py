"""What the script sends while the student answers: small, quick, and refused with a reason it can read."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.forms import AnswerForm, FlagForm, as_form, read_json
from quizzes.models import Attempt, Response
from quizzes.refusals import Refusal, Refused
from quizzes.services import attempts
from quizzes.services.uploading import add_file
from quizzes.showing import show
from quizzes.types import read, type_of
from quizzes.views.common import StudentRequest, received_files


def for_script(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer the script: 204, or a status with ``reason`` and ``message``; nothing redirects to a login page."""

    @wraps(view)
    def guarded(request: StudentRequest, token: str, item: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return refusal(403, "signed_out", _("You are signed out. Sign in again in another window."))
        try:
            return view(request, token, item)
        except Attempt.DoesNotExist:
            return refusal(403, "not_yours", _("This attempt is not yours."))
        except Refused as refused:
            return refusal(refused.status, refused.reason, refused.words, **newer_answer(refused, token, item))

    return never_cache(guarded)


def refusal(status: int, reason: str, message: str, **more: object) -> JsonResponse:
    """Return a refusal that a script can act on and a person can read."""
    return JsonResponse({"reason": reason, "message": message, **more}, status=status)


def newer_answer(refused: Refused, token: str, item: int) -> dict[str, object]:
    """Tell a window that came late which number is kept, so that its next answer is a newer one."""
    if refused.reason is not Refusal.STALE:
        return {}
    kept = Response.objects.get(attempt__token=token, item=item)
    definition = read(kept.definition)
    kind = type_of(definition)
    return {
        "sequence": kept.sequence,
        "fields": kind.to_form(definition, kind.response(definition, kept.answer)),
    }


@require_http_methods(["PUT"])
@for_script
def answer(request: StudentRequest, token: str, item: int) -> HttpResponse:
    """Save one answer."""
    data = read_json(request.body)
    form, fields = AnswerForm(data | {"sequence": data.get("seq")}), as_form(data.get("fields"))
    if not form.is_valid() or fields is None:
        raise Refused(Refusal.INVALID)
    at = timezone.now()
    saved = attempts.save_answer(
        student=request.user,
        token=token,
        item=item,
        answer=fields,
        turn=attempts.Turn(**form.cleaned_data),
        at=at,
    )
    response = HttpResponse(status=204)
    if saved.deadline:
        response["Attempt-Seconds-Left"] = str(saved.seconds_left(at))
    return response


@require_POST
@for_script
def upload(request: StudentRequest, token: str, item: int) -> HttpResponse:
    """Keep one file of an answer; return its number and all its files as the page shows them."""
    files = received_files(request)
    if len(files) != 1:
        raise Refused(Refusal.INVALID, _("Send one file at a time."))
    kept = add_file(student=request.user, token=token, item=item, file=files[0], at=timezone.now())
    shown = show(kept.definition, kept.answer)
    html = render_to_string("types/upload/kept.html", {"detail": shown.detail}, request)
    return JsonResponse({"sequence": kept.sequence, "html": html}, status=201)


@require_http_methods(["PUT"])
@for_script
def flag(request: StudentRequest, token: str, item: int) -> HttpResponse:
    """Mark a decision to come back to, or take the mark away."""
    form = FlagForm(read_json(request.body))
    form.is_valid()
    attempts.flag(student=request.user, token=token, item=item, flagged=form.cleaned_data["flagged"], at=timezone.now())
    return HttpResponse(status=204)

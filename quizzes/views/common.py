"""What the pages of an attempt share: whose it is, whether it still runs, and what to answer when it does not."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import User
from courses.rate_limit import is_too_often
from quizzes.models import Attempt
from quizzes.refusals import Refusal, Refused
from quizzes.services.answer_gate import owned_attempt
from quizzes.services.submitting import hand_in
from quizzes.sitting import Sitting

#: What a form calls the files that come with an answer.
FILE_FIELD = "file"
UPLOADS_PER_MINUTE = 30
View = Callable[..., HttpResponse]


class StudentRequest(HttpRequest):
    """A request behind the sign-in."""

    user: User


def attempt_page(view: View) -> View:
    """A page of an attempt: for its student alone, never cached, refusals turned into words."""

    @wraps(view)
    def guarded(request: StudentRequest, token: str, **kwargs) -> HttpResponse:
        try:
            return view(request, token, **kwargs)
        except Attempt.DoesNotExist as error:
            raise Http404 from error
        except Refused as refused:
            return answer_refusal(request, token, refused)

    return never_cache(login_required(guarded))


def answer_refusal(request: StudentRequest, token: str, refused: Refused) -> HttpResponse:
    """Say why not, and go where the student can go on."""
    if refused.reason is Refusal.UNKNOWN:
        raise Http404
    messages.warning(request, refused.words)
    if refused.reason is Refusal.NO_ACCESS:
        return redirect(owned_attempt(request.user, token).quiz.get_url(request))
    return redirect("attempt", token=token)


def received_files(request: StudentRequest) -> list[UploadedFile]:
    """Return the files that came with an answer; raise Refused if one person sends too many within a minute."""
    files = request.FILES.getlist(FILE_FIELD)
    if any(is_too_often(what="upload", who=request.user.pk, limit=UPLOADS_PER_MINUTE) for _file in files):
        raise Refused(Refusal.TOO_OFTEN)
    return files


def load_attempt(request: StudentRequest, token: str) -> Attempt:
    """Return the student's attempt; one whose time is up is handed in first."""
    attempt = owned_attempt(request.user, token)
    if attempt.is_running and attempt.is_overdue(timezone.now()):
        return hand_in(attempt=attempt, at=timezone.now())
    return attempt


def load_sitting(attempt: Attempt) -> Sitting:
    """Read the paper and its responses: one query."""
    return Sitting(attempt, attempt.responses.all())

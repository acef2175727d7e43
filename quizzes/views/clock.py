"""The time left, asked for by the clock of a sitting now and then: staff may have given more meanwhile."""

from django.db.models import F
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes.allowance import extra_time
from quizzes.duration import in_words
from quizzes.models import Attempt
from quizzes.paper import Limits
from quizzes.views.common import StudentRequest, attempt_page


@require_safe
@attempt_page
def time_left(request: StudentRequest, token: str) -> HttpResponse:
    """Return the seconds left by the server's clock, 0 of an attempt that has ended, and the extra time in words.

    Of the paper only the limits are read: every open sitting asks once a minute.
    """
    own = Attempt.objects.filter(enrolment__student=request.user).annotate(limits=F("paper__limits")).defer("paper")
    attempt = own.get(token=token)
    limits = Limits.model_validate(attempt.limits) if attempt.limits else None
    seconds = attempt.seconds_left(timezone.now()) if attempt.is_running else 0
    return JsonResponse({"seconds": seconds, "extra": extra_words(attempt, limits)})


def extra_words(attempt: Attempt, limits: Limits | None) -> str:
    """Return how much more time than others the student has, in words; empty if none."""
    return in_words(extra_time(limits, attempt.started_at, attempt.deadline))

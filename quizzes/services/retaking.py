"""A retake that begins with what was right: answers carried over from the last attempt."""

from collections.abc import Sequence

from quizzes.models import Attempt, Response


def keep_right(*, responses: Sequence[Response], attempts: Sequence[Attempt]) -> None:
    """Put into blank ``responses`` the answers that were fully right in the last marked attempt; the caller saves.

    Only where the very same revision of the question is asked again, on its own: the stages of a case are answered one
    after the other, so each is asked anew. A kept answer may be changed; it was not saved by the student this time, so
    that an attempt nobody touched still counts as untouched.
    """
    marked = [attempt for attempt in attempts if attempt.state == Attempt.State.MARKED]
    if not marked:
        return
    last = max(marked, key=lambda attempt: attempt.number)
    right = Response.objects.filter(attempt=last, fraction=1, answer__isnull=False, revision_id__isnull=False)
    answers = {(one.question_id, one.revision_id): one.answer for one in right}
    for response in responses:
        response.answer = answers.get((response.question_id, response.revision_id))

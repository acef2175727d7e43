"""Cards about missed questions: whatever a student answered wrongly in an attempt whose feedback they may see.

A case's decisions live in their case and make no sense alone; only questions of the bank become cards.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from courses.flashcards.cards import Card, Deck, DeckKeys, Learner
from quizzes.allowance import NO_ALLOWANCE, Allowance
from quizzes.models import Accommodation, Attempt, Question, Response
from quizzes.models.banked import as_line
from quizzes.paper import Policy
from quizzes.reviewing import may_see
from quizzes.standing import standing

NAME = "question"
PERSONAL = True
HEADING = _("Your quizzes")
GROUP = 5
RULES = ("attempt_limit", "wait_minutes", "opens_at", "closes_at")
FIELDS = ("state", "passed", "score", "number", "deadline", "submitted_at", "enrolment_id", "quiz_id")


def decks(learner: Learner) -> Iterator[DeckKeys]:
    """Return the missed questions as one deck, those missed first come first: three queries."""
    missed = _missed(learner)
    if missed:
        deck = Deck(GROUP, 0, _t("Questions you missed"), "questions", str(HEADING))
        yield DeckKeys(deck, tuple(f"{NAME}:{key}" for key in missed))


def cards(keys: Collection[str], learner: Learner) -> Iterator[Card]:
    """Return the cards of ``keys`` as the bank has the questions now; four queries."""
    policies = _missed(learner)
    asked = {key.removeprefix(f"{NAME}:") for key in keys} & set(policies)
    for question in Question.objects.filter(key__in=asked, live=True):
        shown = question.for_self_check()
        if shown is not None:
            yield Card(
                key=f"{NAME}:{question.key}",
                question=as_line(shown.definition.stem, length=300),
                origin=_t("a question you missed"),
                front="quizzes/flashcards/front.html",
                back="quizzes/flashcards/back.html",
                content={"shown": shown, "see": policies[question.key]},
            )


def staff_url(key: str) -> str:
    """Return the editor of the question."""
    question = Question.objects.filter(key=key.removeprefix(f"{NAME}:")).only("pk").first()
    return reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]) if question else ""


def _missed(learner: Learner) -> dict[str, Policy]:
    """Return the keys of missed questions with what may be shown of each: the most that any attempt grants."""
    open_attempts = _shown_attempts(learner)
    rows = Response.objects.filter(attempt__in=open_attempts, fraction__lt=1, question__live=True).order_by(
        "attempt__submitted_at", "attempt", "item"
    )
    missed: dict[str, Policy] = {}
    for key, attempt, answer in rows.values_list("question__key", "attempt_id", "answer"):
        see = open_attempts[attempt]
        if answer and (key not in missed or see.explanations):
            missed[key] = see
    return missed


def _shown_attempts(learner: Learner) -> dict[int, Policy]:
    """Return the student's marked attempts whose right answers they may see now, with the policy that says so."""
    sittings: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    for attempt in _attempts(learner):
        sittings[attempt.enrolment_id, attempt.quiz_id].append(attempt)
    granted = _granted(learner) if sittings else {}
    shown = {}
    for (seat, quiz), attempts in sittings.items():
        allowance = granted.get((seat, quiz), NO_ALLOWANCE) | granted.get((seat, None), NO_ALLOWANCE)
        now = standing(attempts[0].quiz, attempts, learner.at, allowance)
        for attempt in attempts:
            see = may_see(Policy.model_validate(attempt.policy), now)  # type: ignore[attr-defined]
            if attempt.state == Attempt.State.MARKED and see.right_answers:
                shown[attempt.pk] = see
    return shown


def _granted(learner: Learner) -> dict[tuple[int, int | None], Allowance]:
    """Return what was granted by seat and quiz: an attempt to come may not be spoilt by what is shown now."""
    found = Accommodation.objects.in_force().filter(enrolment__student=learner.student)
    return {(one.enrolment_id, one.quiz_id): one.allowance for one in found}


def _attempts(learner: Learner) -> Iterator[Attempt]:
    """Read all sittings without their papers; of these only the policy is needed."""
    own = Attempt.objects.filter(enrolment__student=learner.student, enrolment__course__in=learner.courses)
    needed = [*FIELDS, *(f"quiz__{rule}" for rule in RULES)]
    return own.annotate(policy=F("paper__policy")).select_related("quiz").only(*needed).iterator()

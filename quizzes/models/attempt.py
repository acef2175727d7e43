"""One sitting of a quiz, and the answers given in it."""

import secrets
from datetime import datetime
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from quizzes.paper import Paper


def new_token() -> str:
    """Return an unguessable name for an attempt (192 bits)."""
    return secrets.token_urlsafe(24)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts, in adjectives."""

    def running(self) -> Self:
        return self.filter(state=Attempt.State.RUNNING)

    def overdue(self, at: datetime) -> Self:
        return self.running().filter(deadline__lt=at)

    def idle_since(self, moment: datetime) -> Self:
        """Running without a deadline, and nothing saved after ``moment``."""
        touched = Coalesce(Max("responses__saved_at"), "started_at")
        return self.running().filter(deadline=None).annotate(touched_at=touched).filter(touched_at__lt=moment)


class Attempt(models.Model):
    """One sitting: the paper frozen at its start, when it must end, and what came of it.

    ``paper`` (``quizzes.paper.Paper``) and the responses' definitions are copies: no edit of the bank reaches them.
    ``score`` is the share of all marks, 0 to 1, rounded once for keeping; ``passed`` was decided on the exact fraction.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("in progress")
        SUBMITTED = "submitted", _("waiting to be marked")
        MARKED = "marked", _("marked")
        ABANDONED = "abandoned", _("abandoned")

    class EndedBy(models.TextChoices):
        STUDENT = "student", _("the student")
        DEADLINE = "deadline", _("the time limit")
        IDLENESS = "idleness", _("the academy, after a long pause")

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey("quizzes.QuizPage", on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(_("started"))
    deadline = models.DateTimeField(_("deadline"), null=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    ended_by = models.CharField(_("ended by"), max_length=10, choices=EndedBy, blank=True)
    seed = models.BigIntegerField()
    paper = models.JSONField()
    flagged = models.JSONField(default=list)
    pass_mark = models.DecimalField(_("pass mark"), max_digits=5, decimal_places=2)
    score = models.DecimalField(_("score"), max_digits=9, decimal_places=8, null=True)
    passed = models.BooleanField(_("passed"), null=True)
    critical_failure = models.BooleanField(_("critical failure"), default=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "quiz", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["enrolment", "quiz"], condition=Q(state="running"), name="one_running_attempt_per_seat_and_quiz"
            ),
            models.CheckConstraint(condition=Q(score=None) | Q(score__gte=0, score__lte=1), name="score_is_a_share"),
        ]
        indexes = [models.Index(fields=["deadline"], condition=Q(state="running"), name="running_attempts_by_deadline")]

    def __str__(self) -> str:
        return f"{self.quiz_id}: {self.enrolment_id}, attempt {self.number}"

    @cached_property
    def frozen_paper(self) -> Paper:
        """The paper, read into its types."""
        return Paper.model_validate(self.paper)

    @property
    def is_running(self) -> bool:
        """Not yet handed in, whatever the clock says."""
        return self.state == self.State.RUNNING

    @property
    def is_waiting(self) -> bool:
        """Handed in, and not marked or not told yet."""
        return self.state == self.State.SUBMITTED

    def is_overdue(self, at: datetime) -> bool:
        """Whether the time was up before ``at``; the deadline itself is still in time."""
        return self.deadline is not None and at > self.deadline

    def seconds_left(self, at: datetime) -> int | None:
        """Whole seconds to the deadline, never below 0; ``None`` without a deadline."""
        return None if self.deadline is None else max(0, int((self.deadline - at).total_seconds()))

    @property
    def percent(self) -> Decimal | None:
        """The score in percent with one decimal place, rounded down: what looks like a pass is one."""
        return None if self.score is None else (self.score * 1000 // 1) / 10


class Response(models.Model):
    """One decision of a paper with the frozen definition of its question, and the answer given to it.

    Made with the attempt, so that saving an answer is one update. ``sequence`` grows with every answer: an older one
    never overwrites a newer one. ``writer`` is what the browser that saved it calls itself. ``revealed`` and
    ``locked_at`` say whether a stage of a case may be seen and changed. ``question`` outlives the question itself, for
    statistics. ``regrade`` is the act that its mark follows, if the key was wrong; ``remedy`` repeats what that act
    did, for showing.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    item = models.PositiveSmallIntegerField()
    question = models.ForeignKey(
        "quizzes.Question", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    revision_id = models.BigIntegerField(null=True)
    definition = models.JSONField()
    revealed = models.BooleanField(default=True)
    locked_at = models.DateTimeField(null=True)
    answer = models.JSONField(null=True)
    sequence = models.PositiveBigIntegerField(default=0)
    writer = models.CharField(max_length=36, blank=True)
    saved_at = models.DateTimeField(null=True)
    fraction = models.DecimalField(max_digits=9, decimal_places=8, null=True)
    mark = models.DecimalField(max_digits=11, decimal_places=6, null=True)
    remedy = models.CharField(max_length=10, blank=True)
    regrade = models.ForeignKey("quizzes.Regrade", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["attempt", "item"], name="one_response_per_decision")]

    def __str__(self) -> str:
        return f"{self.attempt_id}: decision {self.item}"

    @property
    def answered(self) -> bool:
        """Whether there is an answer; an emptied one is none."""
        return bool(self.answer)

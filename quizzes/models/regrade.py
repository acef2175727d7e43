"""What was done about a wrong key: the act, and what it changed in each attempt."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.remedies import Remedy, Treatment
from quizzes.types import read
from quizzes.verdict_words import in_words


class RegradeQuerySet(models.QuerySet["Regrade"]):
    """Regrades, in adjectives."""

    def in_force(self) -> Self:
        """Those that later hand-ins follow, the oldest first; one that changes nothing is followed by nobody."""
        return self.filter(state=Regrade.State.APPLIED).exclude(remedy=Remedy.NONE).order_by("pk")


class Regrade(models.Model):
    """One act about one question: the remedy, the frozen revisions that it is for, and the new key as it then was.

    ``fingerprint`` says what it was decided on, so that the same decision in two tabs is one act. ``question`` outlives
    the question itself, as a response's does; ``question_words`` says which it was.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")

    question = models.ForeignKey(
        "quizzes.Question", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    question_words = models.CharField(_("question"), max_length=200)
    remedy = models.CharField(_("remedy"), max_length=10, choices=Remedy)
    revisions = models.JSONField(default=list)
    definition = models.JSONField(null=True)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    reason = models.TextField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("applied"))
    counts = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.APPLIED)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_reason = models.TextField(max_length=500, blank=True)

    objects = RegradeQuerySet.as_manager()

    class Meta:
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["question", "state"], name="regrades_by_question")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_remedy_display()}"

    @property
    def is_applied(self) -> bool:
        return self.state == self.State.APPLIED

    def treatment(self) -> Treatment:
        """Return the remedy with its key, for marking."""
        return Treatment(Remedy(self.remedy), read(self.definition) if self.definition else None, self.pk)

    def concerns(self, response: Any) -> bool:
        """Whether ``response`` was asked the question as one of the revisions."""
        return response.question_id == self.question_id and response.revision_id in self.revisions


class RegradeChangeQuerySet(models.QuerySet["RegradeChange"]):
    """Changes, in adjectives."""

    def owed(self) -> Self:
        """Those whose student is still to be told: of the new result, or that it was taken back after all.

        Nobody is told of what was undone before the mail went out.
        """
        undone = models.Q(regrade__state=Regrade.State.UNDONE, told_at__isnull=False, untold_at=None)
        return self.filter(undone | models.Q(regrade__state=Regrade.State.APPLIED, told_at=None), is_news=True)


class RegradeChange(models.Model):
    """What one regrade did to one attempt: the result before and after, and each response's kept mark, to undo it.

    ``responses`` maps a response's id to ``[fraction, mark, remedy, regrade]`` before and after. ``is_news``: the
    result differs. ``none_left``: no marks would have been left, so that the result stayed. An attempt handed in later
    has a change too; its student learnt the result then, which ``told_at`` says.
    """

    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="changes")
    attempt = models.ForeignKey("quizzes.Attempt", on_delete=models.CASCADE, related_name="regrade_changes")
    old_score = models.DecimalField(max_digits=9, decimal_places=8)
    new_score = models.DecimalField(max_digits=9, decimal_places=8)
    old_passed = models.BooleanField()
    new_passed = models.BooleanField()
    old_critical = models.BooleanField()
    new_critical = models.BooleanField()
    responses = models.JSONField(default=dict)
    is_news = models.BooleanField(default=False)
    none_left = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    untold_at = models.DateTimeField(null=True)

    objects = RegradeChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["regrade", "attempt"], name="one_change_per_regrade_and_attempt")
        ]

    def __str__(self) -> str:
        return f"regrade {self.regrade_id}, attempt {self.attempt_id}"

    @property
    def before(self) -> str:
        """The result before, in words."""
        return in_words(self.old_score, passed=self.old_passed)

    @property
    def after(self) -> str:
        """The result after, in words."""
        return in_words(self.new_score, passed=self.new_passed)

    @property
    def loses_pass(self) -> bool:
        return self.old_passed and not self.new_passed

    @property
    def gains_pass(self) -> bool:
        return self.new_passed and not self.old_passed

"""An answer that people mark."""

import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .shares import ShareField


class ScriptQuerySet(models.QuerySet["Script"]):
    """Scripts, in adjectives."""

    def undecided(self) -> Self:
        """Without a final mark; one under appeal keeps the mark that it has."""
        return self.filter(share=None)

    def held_by(self, assessor: User) -> Self:
        return self.filter(assessor=assessor)

    def marked_by(self, assessor: User) -> Self:
        return self.filter(markings__assessor=assessor, markings__final=True)


class Script(models.Model):
    """One answer of a handed-in attempt that waits for people, and the ``share`` of the mark they gave it in the end.

    ``markers`` and ``blind`` are the question's terms as the attempt froze them. ``assessor`` has it on the desk now.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        MARKING = "marking", _("being marked")
        DISPUTED = "disputed", _("disputed")
        AGREED = "agreed", _("agreed")
        RELEASED = "released", _("released")

    response = models.OneToOneField("quizzes.Response", on_delete=models.CASCADE, related_name="script")
    quiz = models.ForeignKey(
        "quizzes.QuizPage", on_delete=models.PROTECT, related_name="scripts", verbose_name=_("quiz")
    )
    question = models.ForeignKey(
        "quizzes.Question",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("question"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("on the desk of"),
    )
    markers = models.PositiveSmallIntegerField(default=1)
    blind = models.BooleanField(default=False)
    handed_in_at = models.DateTimeField(_("handed in"))
    share = ShareField()
    released_at = models.DateTimeField(null=True)

    objects = ScriptQuerySet.as_manager()

    class Meta:
        verbose_name = _("script")
        verbose_name_plural = _("scripts")
        ordering = ["handed_in_at", "pk"]
        default_permissions = ("view",)
        permissions = [
            ("mark_script", "Can mark scripts"),
            ("assign_script", "Can reassign scripts"),
            ("release_script", "Can release marks"),
        ]
        indexes = [
            models.Index(fields=["handed_in_at", "id"], name="scripts_oldest_first"),
            models.Index(fields=["quiz", "state"], name="scripts_by_quiz_and_state"),
        ]

    def __str__(self) -> str:
        return f"script {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to mark it."""
        return self.state in {self.State.WAITING, self.State.MARKING, self.State.DISPUTED}

    @property
    def whose(self) -> str:
        """The student's name, or a stand-in until the marks of a blind question are out."""
        if self.blind and self.state != self.State.RELEASED:
            return self.candidate
        return str(self.response.attempt.enrolment.student)

    @property
    def candidate(self) -> str:
        """The same stand-in for all answers of an attempt; the attempt's token, which nobody can guess, decides it."""
        mixed = hashlib.sha256(f"candidate {self.response.attempt.token}".encode()).hexdigest()
        return _t("Candidate %(code)s") % {"code": mixed[:4]}

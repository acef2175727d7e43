"""One observed practical: what the assessor saw, the evidence, and who signed it."""

from itertools import groupby
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from quizzes.practice_rules import Outcome, outcome_of
from quizzes.practice_rules import Verdict as Verdicts

from .kept_file import KeptFile, new_evidence_token

__all__ = ["Evidence", "Observation", "ObservedCriterion", "new_evidence_token"]


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Observations, in adjectives."""

    def drafts(self) -> Self:
        return self.filter(state=Observation.State.DRAFT)

    def shown_to_students(self) -> Self:
        return self.exclude(state=Observation.State.DRAFT)

    def for_quality(self) -> Self:
        return self.filter(state=Observation.State.SAMPLED)


class Observation(models.Model):
    """A student watched once by one assessor; its criteria are copies of the practical's at the start.

    A signature is a typed name, its moment and the account: ``assessor``, the seat's student, ``iqa``.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNED = "signed", _("signed by the assessor")
        COUNTERSIGNED = "countersigned", _("signed by both")
        SAMPLED = "sampled", _("with quality assurance")
        CONFIRMED = "confirmed", _("confirmed by quality assurance")
        RETURNED = "returned", _("returned by quality assurance")

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="observations")
    practical = models.ForeignKey("quizzes.PracticalPage", on_delete=models.PROTECT, related_name="observations")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.DRAFT)
    started_at = models.DateTimeField(_("started"))
    feedback = models.TextField(_("feedback"), blank=True)
    critical_fail = models.BooleanField(_("critical failure"), default=False)
    critical_reason = models.TextField(_("why it is critical"), blank=True)
    assessor_name = models.CharField(max_length=150, blank=True)
    assessor_signed_at = models.DateTimeField(null=True)
    learner_name = models.CharField(max_length=150, blank=True)
    learner_signed_at = models.DateTimeField(null=True)
    iqa = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    iqa_at = models.DateTimeField(null=True)
    iqa_reason = models.TextField(blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "practical"], condition=Q(state="draft"), name="one_draft_per_seat_and_practical"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(assessor_signed_at__isnull=False), name="no_observation_without_assessor"
            ),
        ]
        permissions = [
            ("assess_practice", _("Can assess practicals and treatment logs")),
            ("quality_assure_practice", _("Can quality assure practicals and treatment logs")),
        ]

    def __str__(self) -> str:
        return f"{self.practical_id}: {self.enrolment_id}, {self.state}"

    @cached_property
    def result(self) -> Outcome:
        """What came of it, from the criteria; prefetch them in a list."""
        verdicts = [criterion.verdict for criterion in self.criteria.all()]
        return outcome_of(verdicts, critical_fail=self.critical_fail)

    @property
    def is_draft(self) -> bool:
        """Still being written by its assessor."""
        return self.state == self.State.DRAFT

    def groups(self) -> list[tuple[str, list["ObservedCriterion"]]]:
        """Return the criteria under their headings."""
        return [(name, list(found)) for name, found in groupby(self.criteria.all(), key=lambda one: one.group)]


class ObservedCriterion(models.Model):
    """One criterion of one observation, as it was worded at the start, and what was seen of it."""

    class Verdict(models.TextChoices):
        MET = Verdicts.MET.value, _("Met")
        NOT_YET = Verdicts.NOT_YET.value, _("Not yet")
        NOT_SEEN = Verdicts.NOT_SEEN.value, _("Not seen")

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=300)
    critical = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.NOT_SEEN)
    feedback = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["observation", "number"], name="one_criterion_per_number")]

    def __str__(self) -> str:
        return f"{self.observation_id}: {self.number}"


class Evidence(KeptFile):
    """A photograph or film of an observation."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="evidence")
    file = models.FileField(upload_to="evidence/%Y/%m/")

    class Meta:
        ordering = ["pk"]

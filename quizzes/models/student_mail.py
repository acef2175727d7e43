"""A mail that one student is owed."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models

#: A claim older than this is taken for that of a worker that died.
CLAIM_LASTS = timedelta(minutes=10)


class StudentMailQuerySet(models.QuerySet["StudentMail"]):
    """Mails, in adjectives."""

    def owed(self) -> Self:
        return self.filter(sent_at=None)

    def unclaimed(self, at: datetime) -> Self:
        return self.filter(models.Q(claimed_at=None) | models.Q(claimed_at__lt=at - CLAIM_LASTS))


class StudentMail(models.Model):
    """One mail, written down together with what it is about, so that neither is there without the other; sent once.

    ``title`` and ``path`` are what it names and where it leads. ``about`` says which event it tells of: one mail each.
    """

    class Kind(models.TextChoices):
        MARKS = "marks"
        APPEAL = "appeal"
        ACCOMMODATION = "accommodation"

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=Kind)
    about = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = StudentMailQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["made_at"], condition=models.Q(sent_at=None), name="student_mails_owed")]

    def __str__(self) -> str:
        return self.about

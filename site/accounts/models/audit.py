"""The append-only record of who changed what."""

from typing import NoReturn

from django.conf import settings
from django.db import models


class AuditQuerySet(models.QuerySet["AuditRecord"]):
    """Records, as those who look for them ask."""

    def about(self, target: models.Model) -> "AuditQuerySet":
        """Keep what was done to ``target``, with the people who did it."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).select_related("actor")


class AuditRecord(models.Model):
    """One change of money, marks, certificates, roles, exports or erasures; written once, never altered.

    ``actor`` is empty where the system acted; ``actor_label`` keeps the words to show either way.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=60, db_index=True)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    from_value = models.TextField(blank=True)
    to_value = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    address = models.GenericIPAddressField(null=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_type", "target_id", "at"], name="audit_by_target")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action} {self.target_type} {self.target_id}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise TypeError("An audit record is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> NoReturn:
        raise TypeError("An audit record is never deleted.")

    @property
    def who(self) -> str:
        """Return whom to show: the person as they are called today, or what was written down."""
        return str(self.actor) if self.actor else self.actor_label

    @property
    def target_label(self) -> str:
        """Return the thing as ``courses.order 12``."""
        return f"{self.target_type} {self.target_id}"

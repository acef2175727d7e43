"""Who may check many certificates in one call."""

from django.db import models


class EmployerKey(models.Model):
    """An employer's key for the batch check; only its SHA-256 is kept, the key itself is shown once."""

    label = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["label", "pk"]

    def __str__(self) -> str:
        return self.label

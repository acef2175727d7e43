"""The public lists in which a revoked certificate has its bit set."""

from django.db import models


class StatusList(models.Model):
    """One Bitstring Status List of 131,072 entries; ``signed`` is the credential as last served, empty if out of date.

    Whoever changes a bit locks this row and empties ``signed`` in the same transaction: a stale list is never stored.
    """

    SIZE = 131_072
    FULL_AT = SIZE * 3 // 4

    number = models.PositiveIntegerField(unique=True)
    opened_at = models.DateTimeField()
    signed = models.TextField(blank=True)
    etag = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Status list {self.number}"

"""The public keys that ever signed for the academy."""

from django.db import models


class IssuerKey(models.Model):
    """A public Ed25519 key under its dated name, published for ever: what it signed must stay checkable.

    The private half is never here; it lives in the environment or in a file (``certificates/services/keys.py``).
    """

    name = models.CharField(max_length=40, unique=True)
    public_multibase = models.CharField(max_length=80, unique=True)
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["registered_at", "pk"]

    def __str__(self) -> str:
        return self.name

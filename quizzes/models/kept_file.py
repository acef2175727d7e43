"""A file that somebody handed in, kept where no public address leads."""

import secrets

from django.db import models


def new_evidence_token() -> str:
    """Return an unguessable name for a file (192 bits)."""
    return secrets.token_urlsafe(24)


class KeptFile(models.Model):
    """What the evidence of a practical and the files of an answer share; never replaced, only removed."""

    token = models.CharField(max_length=40, unique=True, default=new_evidence_token, editable=False)
    content_type = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    file: models.FileField

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.token

    @property
    def is_film(self) -> bool:
        """Whether it plays."""
        return self.content_type.startswith("video/")

    @property
    def content_disposition(self) -> str:
        """Pictures and films are shown in the page, whatever else is saved; its name on a telephone is not told."""
        shown = self.content_type.startswith(("image/", "video/"))
        return "inline" if shown else 'attachment; filename="document.pdf"'

    def get_file_hash(self) -> str:
        """A file is never replaced, so that its name stands for its content."""
        return self.token

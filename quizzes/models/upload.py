"""A file that a student handed in as an answer."""

from functools import partial
from typing import Self

from django.db import models, transaction

from .attempt import Response
from .kept_file import KeptFile


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads, in adjectives, and how they go."""

    def named(self, names: list[str]) -> Self:
        """Those that an answer names."""
        return self.filter(token__in=[name.partition(".")[0] for name in names])

    def erase(self) -> None:
        """Delete the rows now, and the files once the transaction stands."""
        files = [upload.file for upload in self]
        self.delete()
        for file in files:
            transaction.on_commit(partial(file.storage.delete, file.name or ""))


class Upload(KeptFile):
    """One file of an answer. The answer names it; what no answer names any more is erased.

    A retake that begins with what was right names the files of the attempt before, which stay where they are.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="uploads")
    file = models.FileField(upload_to="answers/%Y/%m/")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    @property
    def name(self) -> str:
        """What an answer calls it: the token, and the ending that says what it is."""
        return (self.file.name or "").rpartition("/")[2]

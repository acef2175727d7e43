"""Which images of the library the bank shows: the database keeps those from deletion."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string

if TYPE_CHECKING:
    from .banked import BankEntry


class PictureUse(models.Model):
    """One image that a question or a case shows, as its row in the bank stands; drafts beyond it do not count."""

    image = models.ForeignKey(get_image_model_string(), on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey("quizzes.Question", null=True, on_delete=models.CASCADE, related_name="picture_uses")
    case = models.ForeignKey("quizzes.Case", null=True, on_delete=models.CASCADE, related_name="picture_uses")

    class Meta:
        verbose_name = _("picture of the question bank")
        verbose_name_plural = _("pictures of the question bank")
        constraints = [
            models.UniqueConstraint(fields=["image", "question"], name="one_use_per_image_and_question"),
            models.UniqueConstraint(fields=["image", "case"], name="one_use_per_image_and_case"),
            models.CheckConstraint(
                condition=Q(question__isnull=False, case__isnull=True) | Q(question__isnull=True, case__isnull=False),
                name="picture_used_by_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question or self.case)


def keep_picture_uses(entry: "BankEntry") -> None:
    """Bring the uses of an entry that was saved to what it shows now."""
    shown = set(_images_in(entry))
    kept = {use.image_id: use for use in entry.picture_uses.all()}
    entry.picture_uses.filter(image__in=set(kept) - shown).delete()
    for pk in shown - set(kept):  # one by one: the library's own pages hear of each
        entry.picture_uses.get_or_create(image_id=pk)


def _images_in(entry: "BankEntry") -> Iterator[int]:
    """Give the ids of the images in an entry's blocks, in their rich texts too."""
    for field in entry._meta.concrete_fields:
        if isinstance(field, StreamField):
            for model, pk, *_path in field.extract_references(getattr(entry, field.name)):
                if model is PictureUse._meta.get_field("image").related_model:
                    yield int(pk)

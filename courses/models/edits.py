"""What was changed in a step that students have, and who has confirmed reading what concerns safety."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.edit_rules import SHORT_KINDS, EditKind

NOTE_LENGTH = 1000


class EditNotice(models.Model):
    """One change of a live step, written when its revision really went live; one for each revision at most.

    ``page`` is the original: courses that show it through an alias are told the same. ``by`` wrote the revision.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="edit_notices")
    revision = models.OneToOneField("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=EditKind)
    note = models.TextField(_("note to students"), max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("published"))
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.short_kind}, page {self.page_id}"

    @property
    def short_kind(self) -> str:
        """The kind in one word."""
        return str(SHORT_KINDS[EditKind(self.kind)])


class NoticeReadingQuerySet(models.QuerySet["NoticeReading"]):
    """Readings, in adjectives."""

    def unread(self) -> Self:
        return self.filter(acknowledged_at=None)

    def owed(self) -> Self:
        """Those whose mail is still to be sent."""
        return self.unread().filter(mailed_at=None)


class NoticeReading(models.Model):
    """One student who must read one safety notice; made when it is published, confirmed by the student alone.

    ``claimed_at`` keeps two workers from mailing at once.
    """

    notice = models.ForeignKey(EditNotice, on_delete=models.CASCADE, related_name="readings")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_readings")
    claimed_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = NoticeReadingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "student"], name="one_reading_per_notice_and_student")]
        verbose_name = _("reading of a safety notice")
        verbose_name_plural = _("readings of safety notices")

    def __str__(self) -> str:
        return f"{self.student_id}: notice {self.notice_id}"

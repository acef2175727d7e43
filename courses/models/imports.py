"""A course that staff bring as files: received, checked, loaded once somebody says so."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseImport(models.Model):
    """An archive of a course's files and how far it has come; nothing is written before it was checked and confirmed.

    ``faults`` are lines that name file, line and field; ``changes`` and ``unlisted`` are titles, ``same`` a count.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        REFUSED = "refused", _("has faults")
        READY = "ready", _("ready to load")
        LOADING = "loading", _("being loaded")
        LOADED = "loaded", _("loaded")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file"), max_length=200)
    archive = models.FileField(upload_to="course-imports/")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    faults = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    unlisted = models.JSONField(default=list)
    same = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("course import")
        verbose_name_plural = _("course imports")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        """Whether a task is at work on it."""
        return self.state in {self.State.CHECKING, self.State.LOADING}

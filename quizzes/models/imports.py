"""A file of questions that staff bring: received, checked item by item, loaded once somebody says so."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionImport(models.Model):
    """A file of questions and how far it has come; nothing is written before it was checked and confirmed.

    ``counts`` says how many of its lines have which outcome (``ImportLine.What``), ``notes`` are about the file as a
    whole. ``by`` is empty where the file came by the command line.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        REFUSED = "refused", _("has faults")
        READY = "ready", _("ready to load")
        LOADING = "loading", _("being loaded")
        LOADED = "loaded", _("loaded")

    class Existing(models.TextChoices):
        UPDATE = "update", _("Bring it up to date")
        SKIP = "skip", _("Leave it as it is")
        NEW = "new", _("Keep both: the question of the file gets a new key")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to="question-imports/")
    format = models.CharField(_("format"), max_length=20, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    prefix = models.CharField(_("prefix of the keys"), max_length=30, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    existing = models.CharField(max_length=10, choices=Existing, default=Existing.UPDATE)
    publish = models.BooleanField(_("publish"), default=False)
    load_rest = models.BooleanField(_("load the rest"), default=False)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("file of questions")
        verbose_name_plural = _("files of questions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        """Whether a task is at work on it."""
        return self.state in {self.State.CHECKING, self.State.LOADING}

    @property
    def refused(self) -> int:
        """How many of its items cannot be taken."""
        return self.counts.get(ImportLine.What.REFUSED, 0)

    @property
    def to_write(self) -> int:
        """How many questions loading it would make or change."""
        return self.counts.get(ImportLine.What.NEW, 0) + self.counts.get(ImportLine.What.CHANGES, 0)

    @property
    def can_be_loaded(self) -> bool:
        """Whether somebody may confirm it, if only for the items that are not refused."""
        return self.state in {self.State.READY, self.State.REFUSED} and self.to_write > 0


class ImportLine(models.Model):
    """What becomes of one item of a file; ``line`` counts from 1 in the file, ``place`` orders the items."""

    class What(models.TextChoices):
        NEW = "new", _("new")
        CHANGES = "changes", _("changes")
        SAME = "same", _("same")
        SKIPPED = "skipped", _("left as it is")
        REFUSED = "refused", _("refused")

    of = models.ForeignKey(QuestionImport, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    line = models.PositiveIntegerField(null=True)
    key = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=10, choices=What)
    notes = models.JSONField(default=list)
    refused = models.TextField(blank=True)

    class Meta:
        verbose_name = _("item of a file of questions")
        verbose_name_plural = _("items of a file of questions")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["of", "place"], name="one_line_per_place_in_a_question_file")]
        indexes = [models.Index(fields=["of", "what", "place"], name="question_file_line_by_what")]

    def __str__(self) -> str:
        return f"{self.line}: {self.name}"

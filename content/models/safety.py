"""When not to treat, and what must not wait: contraindications and red flags."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from .atlas import BodyRegion
from .entries import Entry


class Contraindication(Entry):
    """A condition that stops, moves or changes a treatment."""

    class Category(models.TextChoices):
        ABSOLUTE = "absolute", _("do not treat")
        LOCAL = "local", _("avoid the area")
        SEEK_ADVICE = "seek_advice", _("ask first")
        MODIFY = "modify", _("adapt")

    condition = models.CharField(_("condition"), max_length=300)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    scope = models.CharField(_("concerns"), max_length=120)
    why = models.TextField(_("why"))
    what_to_do = models.TextField(_("what to do"))
    urgency = models.CharField(_("urgency"), max_length=120, blank=True)
    who_decides = models.CharField(_("who decides"), max_length=120, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.SearchField("condition"), index.AutocompleteField("condition"), index.FilterField("live")]

    class Meta:
        ordering = ["sort_order", "key"]
        verbose_name = _("contraindication")
        verbose_name_plural = _("contraindications")

    def __str__(self) -> str:
        return self.condition

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/previews/contraindication.html"


class RedFlag(Entry):
    """A sign that something serious may lie behind a complaint: who must see the person, and how fast."""

    flag = models.CharField(_("flag"), max_length=300)
    features = models.TextField(_("features"), blank=True)
    think_of = models.CharField(_("think of"), max_length=200)
    action = models.CharField(_("action"), max_length=200)
    urgency = models.CharField(_("how fast"), max_length=120)
    regions = ParentalManyToManyField(
        BodyRegion,
        blank=True,
        related_name="red_flags",
        verbose_name=_("asked about when it hurts at"),
        help_text=_("None: asked about wherever it hurts."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.SearchField("flag"), index.AutocompleteField("flag"), index.FilterField("live")]

    class Meta:
        ordering = ["sort_order", "key"]
        verbose_name = _("red flag")
        verbose_name_plural = _("red flags")

    def __str__(self) -> str:
        return self.flag

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/previews/red_flag.html"

"""The atlas: muscles, their trigger points, and the regions where pain is felt.

Coordinates are those of a view's box (``content.atlas.views``): x to the right, y downwards, for the RIGHT side of the
person; the other side is its mirror image. A shape is ``{"view": "back", "path": "M… Z"}`` with an SVG path of absolute
commands; a region's shape may say ``"midline": true``: it lies across the axis and has no mirror image.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable
from wagtail.search import index

from content.atlas.drawing import Place, check_shapes, fault_of_point, strays

from .entries import Entry


class View(models.TextChoices):
    """The pictures of the body that shapes and points belong to."""

    FRONT = "front", _("front")
    BACK = "back", _("back")
    HEAD = "head", _("head, from the side")
    SOLE = "sole", _("sole of the foot")


class BodyRegion(Entry):
    """An area of the body as people point at it: “temple”, “inner calf”; where pain may be referred."""

    label = models.CharField(_("label"), max_length=80)
    body_part = models.CharField(_("part of the body"), max_length=40)
    view = models.CharField(_("main view"), max_length=10, choices=View)
    shapes = models.JSONField(_("shapes"), default=list, blank=True, validators=[check_shapes])
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.SearchField("label"), index.AutocompleteField("label"), index.FilterField("live")]

    class Meta:
        ordering = ["sort_order", "label"]
        verbose_name = _("body region")
        verbose_name_plural = _("body regions")

    def __str__(self) -> str:
        return self.label

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/previews/region.html"


class Muscle(Entry):
    """A muscle of the atlas: its anatomy, where it commonly refers, and what to mind when it is treated."""

    class Layer(models.TextChoices):
        SUPERFICIAL = "superficial", _("superficial")
        INTERMEDIATE = "intermediate", _("intermediate")
        DEEP = "deep", _("deep")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")

    name = models.CharField(_("name"), max_length=120)
    body_area = models.CharField(_("area"), max_length=40)
    layer = models.CharField(_("layer"), max_length=20, choices=Layer)
    origin = models.TextField(_("origin"))
    insertion = models.TextField(_("insertion"))
    action = models.TextField(_("action"))
    innervation = models.TextField(_("nerve supply"))
    point_places = models.TextField(_("commonly mapped trigger points"), blank=True)
    referral = ParentalManyToManyField(
        BodyRegion, blank=True, related_name="referring_muscles", verbose_name=_("commonly refers to")
    )
    referral_pattern = models.TextField(_("referral in words"), blank=True)
    related_conditions = models.TextField(_("related conditions"), blank=True, help_text=_("Separated by semicolons."))
    cautions = models.TextField(_("cautions"), blank=True)
    palpation_position = models.TextField(_("position for palpation"), blank=True)
    stretch_direction = models.TextField(_("direction of stretch"), blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, default=Confidence.HIGH)
    review_note = models.TextField(_("under review because"), blank=True, help_text=_("Shown to readers."))
    shapes = models.JSONField(_("shapes"), default=list, blank=True, validators=[check_shapes])
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("referral_pattern"),
        index.SearchField("related_conditions"),
        index.SearchField("action"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("muscle")
        verbose_name_plural = _("muscles")

    def __str__(self) -> str:
        return self.name

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/previews/muscle.html"

    @property
    def slug(self) -> str:
        """The key as it stands in an address."""
        return self.key.replace("_", "-")

    def stray_points(self) -> list[Place]:
        """Return the points that lie outside the drawing."""
        places = [Place(point.label, point.view, float(point.x), float(point.y)) for point in self.points.all()]
        return strays(places, self.shapes)

    @property
    def under_review(self) -> bool:
        """Whether readers are told that the row waits for a reviewer."""
        return self.confidence != self.Confidence.HIGH or bool(self.review_note)


class TriggerPoint(Orderable):
    """A place where a trigger point of the muscle is commonly mapped; never exact."""

    muscle = ParentalKey(Muscle, on_delete=models.CASCADE, related_name="points")
    label = models.CharField(_("label"), max_length=20)
    view = models.CharField(_("view"), max_length=10, choices=View)
    x = models.DecimalField(_("across"), max_digits=6, decimal_places=1, validators=[MinValueValidator(0)])
    y = models.DecimalField(_("down"), max_digits=6, decimal_places=1, validators=[MinValueValidator(0)])
    note = models.CharField(_("where, in words"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("trigger point")
        verbose_name_plural = _("trigger points")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse a place outside the picture, at the field that is too large."""
        super().clean()
        if self.view and self.x is not None and self.y is not None:
            faults = fault_of_point(self.view, float(self.x), float(self.y))
            if faults:
                raise ValidationError(faults)

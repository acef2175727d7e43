"""Pictures, each of which says what it shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from content.line_art import is_line_art


class AcademyImage(AbstractImage):
    """A picture; ``description`` is required: it is the alternative text wherever a page gives no better one."""

    description = models.CharField(
        _("description"),
        max_length=255,
        help_text=_("What the picture shows, for people who cannot see it. Where it is used it may be described anew."),
    )
    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Who made it, under which licence."))

    line_art = models.BooleanField(
        default=False, editable=False, help_text=_("A drawing of few colours: its copies lose nothing.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args, **kwargs) -> None:
        if self.file and not self.file._committed:
            self.line_art = is_line_art(self.file)
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        return self.description


class AcademyRendition(AbstractRendition):
    """A picture in one size and format, made once."""

    image = models.ForeignKey(AcademyImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]

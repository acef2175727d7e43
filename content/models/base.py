"""What every public page has: a summary for lists and search engines, and a picture for cards."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page


class BasePage(Page):
    """Common ground of all page types; ``summary`` feeds lists, social cards and search results."""

    summary = models.TextField(_("summary"), max_length=300, blank=True, help_text=_("One or two plain sentences."))
    social_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("social_image")], heading=_("Cards and search")),
    ]

    class Meta:
        abstract = True

"""What every public page has: a summary for lists and search engines, and a picture for cards."""

from csp.constants import SELF
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from content.addresses import path_of
from content.generation import mark_public

from .health_panel import HealthPanel


class BasePage(Page):
    """Common ground of all page types; ``summary`` feeds lists, social cards and search results.

    A page type may say: ``public_listing`` (see ``content.public``), ``anonymous_cache`` (may its page be kept for
    everyone who is not signed in), ``card_template`` and ``card_image_field`` (see ``content.cards``),
    ``picture_shapes`` (see ``content.pictures``), and ``structured_data(request)``.
    """

    summary = models.TextField(_("summary"), max_length=300, blank=True, help_text=_("One or two plain sentences."))
    social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("social image"),
        help_text=_("For cards on other sites, 1200 × 630. Empty: the lead image, else the academy's own."),
    )

    public_listing = True
    anonymous_cache = True
    card_template = "content/cards/page.html"
    card_image_field = "social_image"

    content_panels = [HealthPanel(), *Page.content_panels]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("social_image")], heading=_("Cards and search")),
    ]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if self.anonymous_cache and not getattr(request, "is_preview", False):
            mark_public(response)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Let the editor, and nothing else, show the preview in its own frame."""
        response = super().serve_preview(request, mode_name)
        response._csp_replace = {"frame-ancestors": [SELF]}
        return response

    def trail(self) -> list[dict[str, str]]:
        """Return the way here from the home page, as the breadcrumbs want it: a list of title and url."""
        above = self.get_ancestors().filter(depth__gt=1).live()
        return [{"title": page.title, "url": path_of(page)} for page in [*above, self]]

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return JSON-LD objects about this page; none unless the page type knows some."""
        return []

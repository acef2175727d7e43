"""The atlas as a page: its map and list, a page per muscle and per region, and “Where does it hurt?”."""

from typing import Any

from csp.constants import SELF
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.search import index

from content.addresses import path_of
from content.atlas import pages
from content.atlas.collection import read_atlas
from content.atlas.readers import may_read_everything
from content.generation import mark_public

from .atlas import Muscle
from .base import BasePage


class AtlasPage(RoutablePageMixin, BasePage):
    """The muscles, where they commonly refer, and what must not be missed; what is for everyone, staff decide here."""

    class PublicPart(models.TextChoices):
        BASICS = "basics", _("the basics; points, palpation, stretches and lessons for students")
        EVERYTHING = "everything", _("everything")

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    pain_intro = models.TextField(_("introduction to “Where does it hurt?”"), max_length=400, blank=True)
    public_part = models.CharField(
        _("everyone reads"),
        max_length=12,
        choices=PublicPart,
        default=PublicPart.BASICS,
        help_text=_("Anatomy, referred pain, cautions and red flags are always for everyone."),
    )
    offer_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("where one enrols"),
        help_text=_("Linked where a part is for students only."),
    )

    max_count = 1
    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("intro")]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("intro"), FieldPanel("pain_intro")], heading=_("Introductions")),
        MultiFieldPanel([FieldPanel("public_part"), FieldPanel("offer_page")], heading=_("For whom")),
    ]

    class Meta:
        verbose_name = _("atlas")
        verbose_name_plural = _("atlases")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """Show the map and the list, narrowed by what was asked."""
        return self.show(request, "content/atlas/index.html", pages.index_context(self, request.GET, read_atlas()))

    @path("where-does-it-hurt/")
    def where_does_it_hurt(self, request: HttpRequest) -> HttpResponse:
        """Show what to rule out and which muscles commonly refer to the marked regions; to HTMX, that part alone."""
        part = bool(getattr(request, "htmx", False))
        template = "content/atlas/findings_part.html" if part else "content/atlas/where.html"
        response = self.show(request, template, pages.pain_context(self, request.GET.getlist("r"), read_atlas()))
        patch_vary_headers(response, ["HX-Request"])
        return response

    @path("regions/<slug:slug>/")
    def region(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show a region, what refers there and what to rule out."""
        atlas = read_atlas()
        region = atlas.regions.get(atlas.slugs.get(slug, ""))
        if region is None:
            raise Http404
        return self.show(request, "content/atlas/region.html", pages.region_context(self, region, atlas))

    @path("<slug:slug>/")
    def muscle(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show a muscle; the part for students to those who may read it."""
        atlas = read_atlas()
        muscle = Muscle.objects.filter(key=atlas.slugs.get(slug, ""), live=True).first()
        if muscle is None or muscle.slug != slug:
            raise Http404
        context = pages.muscle_context(self, muscle, atlas, full=self.is_open_to(request))
        return self.show(request, "content/atlas/muscle.html", context)

    def show(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        """Render one of the page's places; what anonymous people see there is the same for all of them."""
        response = self.render(request, template=template, context_overrides={"atlas_path": path_of(self), **context})
        if not getattr(request, "is_preview", False):
            mark_public(response)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview the list; the editor alone may frame it."""
        response: Any = super().serve_preview(request, mode_name)
        response._csp_replace = {"frame-ancestors": [SELF]}
        return response

    def is_open_to(self, request: HttpRequest) -> bool:
        """Say whether this visitor reads the part for students."""
        return self.public_part == self.PublicPart.EVERYTHING or may_read_everything(request.user)

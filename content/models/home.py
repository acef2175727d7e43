"""The front door."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index

from content.blocks import BODY_BLOCKS
from content.blocks.links import ActionBlock
from content.blocks.text import INLINE_FEATURES
from content.cards import with_pictures
from content.public import public_pages
from content.stream import BlocksField
from content.structured_data import organisation

from .base import BasePage
from .settings import SiteSettings

NEWEST_ARTICLES = 3


class HomePage(BasePage):
    """The front door: what the academy teaches, the pages it puts forward, the newest articles.

    What is put forward are pages of any type (courses too), each shown by its own card.
    """

    hero_eyebrow = models.CharField(_("line above the title"), max_length=80, blank=True)
    hero_title = models.CharField(_("large title"), max_length=120, blank=True, help_text=_("Empty: the page's title."))
    hero_lead = RichTextField(_("lead"), blank=True, features=INLINE_FEATURES)
    hero_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture beside the title"),
    )
    hero_image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows. Empty: the picture is decoration only."),
    )
    actions = BlocksField([("action", ActionBlock())], blank=True, max_num=3, verbose_name=_("calls to action"))
    featured_title = models.CharField(_("title of the list"), max_length=120, blank=True)
    featured = BlocksField(
        [("page", blocks.PageChooserBlock())],
        blank=True,
        max_num=6,
        verbose_name=_("pages put forward"),
        help_text=_("Courses, or any other page; up to six."),
    )
    articles_title = models.CharField(_("title of the articles"), max_length=120, blank=True)
    featured_articles = BlocksField(
        [("article", blocks.PageChooserBlock(page_type="content.ArticlePage"))],
        blank=True,
        max_num=NEWEST_ARTICLES,
        verbose_name=_("articles put forward"),
        help_text=_("Empty: the three newest."),
    )
    body = BlocksField(BODY_BLOCKS, blank=True, verbose_name=_("body"))

    picture_shapes = {"hero_image": ("home-hero", "social")}
    parent_page_types = ["wagtailcore.Page"]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_eyebrow"),
                FieldPanel("hero_title"),
                FieldPanel("hero_lead"),
                FieldPanel("actions"),
                FieldPanel("hero_image"),
                FieldPanel("hero_image_alt"),
            ],
            heading=_("At the top"),
        ),
        MultiFieldPanel([FieldPanel("featured_title"), FieldPanel("featured")], heading=_("Put forward")),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("articles_title"), FieldPanel("featured_articles")], heading=_("Articles")),
    ]

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"cards": with_pictures(self.chosen(self.featured)), "articles": self.articles()}

    def articles(self) -> list[Page]:
        """Return the chosen articles, else the newest, with their pictures."""
        chosen = self.chosen(self.featured_articles)
        if not chosen:
            article = self._meta.apps.get_model("content", "ArticlePage")
            newest = article.objects.for_list().order_by("-published_on", "-pk")
            chosen = list(public_pages(newest)[:NEWEST_ARTICLES])
        return with_pictures(chosen)

    @staticmethod
    def chosen(stream: BlocksField) -> list[Page]:
        """Return the public pages of ``stream`` as what they are, in the editor's order."""
        keys = [item["value"] for item in stream.raw_data if item.get("value")]
        pages = public_pages(Page.objects.filter(pk__in=keys)).specific().in_bulk()
        return [pages[key] for key in keys if key in pages]

    def structured_data(self, request: HttpRequest) -> list[dict]:
        own = SiteSettings.read(Site.find_for_request(request))
        return [organisation(name=own.academy_name, description=own.strapline, email=own.contact_email)]

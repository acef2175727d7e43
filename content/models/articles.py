"""An article, and what belongs to it."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from content.addresses import address_of, path_of
from content.blocks import BODY_BLOCKS
from content.cards import with_pictures
from content.contents import Section, minutes_to_read, sections_of
from content.public import public_pages
from content.social import own_picture, site_defaults
from content.stream import BlocksField
from content.structured_data import article

from .base import BasePage

RELATED = 3


class ArticleQuerySet(PageQuerySet):
    """Articles, in adjectives."""

    def for_list(self) -> Self:
        """What a card needs and no more: no body."""
        return self.select_related("category", "author").defer_streamfields()

    def in_category(self, slug: str) -> Self:
        return self.filter(category__slug=slug)

    def tagged(self, slug: str) -> Self:
        return self.filter(tags__slug=slug)


ArticleManager = PageManager.from_queryset(ArticleQuerySet)


class ArticleTag(TaggedItemBase):
    """A tag on an article."""

    content_object = ParentalKey("content.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")


class ArticlePage(BasePage):
    """An article with its author, its category and its tags."""

    published_on = models.DateField(_("date"), default=timezone.localdate)
    category = models.ForeignKey(
        "content.Category",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        verbose_name=_("category"),
    )
    author = models.ForeignKey(
        "content.Author",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        verbose_name=_("author"),
    )
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
    )
    lead_image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the lead image shows, for people who cannot see it. Required with an image."),
    )
    body = BlocksField(BODY_BLOCKS, verbose_name=_("body"))
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))

    objects = ArticleManager()

    card_template = "content/cards/article.html"
    card_image_field = "lead_image"
    picture_shapes = {"lead_image": ("article-lead",), "author.portrait": ("portrait",)}
    social_kind = "article"
    parent_page_types = ["content.ArticleIndexPage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("published_on"), FieldPanel("category"), FieldPanel("author"), FieldPanel("tags")],
            heading=_("Filed under"),
        ),
        MultiFieldPanel([FieldPanel("lead_image"), FieldPanel("lead_image_alt")], heading=_("Lead image")),
        FieldPanel("body"),
    ]
    promote_panels = [*BasePage.promote_panels[:-1], FieldPanel("social_image")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        super().clean()
        if self.lead_image_id and not self.lead_image_alt:
            raise ValidationError({"lead_image_alt": _("Say what the lead image shows.")})

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        index_url = path_of(self).removesuffix(f"{self.slug}/")
        return context | {"index_url": index_url, "tags": list(self.tags.all()), "related": self.related()}

    def minutes(self) -> int:
        """Return how many minutes the article takes to read."""
        return minutes_to_read(self.body)

    def sections(self) -> list[Section]:
        """Return the sections of the body for the contents; none for a short article."""
        found = sections_of(self.body)
        return found if len(found) >= 3 else []

    def related(self) -> list["ArticlePage"]:
        """Return up to three public articles that share most tags with this one, newest first among equals."""
        tags = [tag.pk for tag in self.tags.all()]
        if not tags:
            return []
        sharing = ArticlePage.objects.for_list().exclude(pk=self.pk).filter(tagged_items__tag__in=tags)
        ranked = sharing.annotate(shared=Count("tagged_items")).order_by("-shared", "-published_on", "-pk")
        return with_pictures(public_pages(ranked)[:RELATED])

    def structured_data(self, request: HttpRequest) -> list[dict]:
        picture = own_picture(self)
        described = article(
            headline=self.title,
            description=self.summary,
            url=address_of(self),
            published=self.first_published_at,
            modified=self.last_published_at,
            author=self.author.name if self.author else "",
            publisher=site_defaults(request).site_name,
            image=picture.url if picture else "",
        )
        return [described]

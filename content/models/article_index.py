"""The list of articles."""

from typing import Any

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.cards import with_pictures
from content.public import public_pages

from .articles import ArticlePage, ArticleQuerySet
from .base import BasePage
from .people import Category

PER_PAGE = 12


class ArticleIndexPage(BasePage):
    """The articles, newest first, twelve a page; filtered by category and tag."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ArticlePage"]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("intro")]
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("article index")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        category, tag = request.GET.get("category", ""), request.GET.get("tag", "")
        chosen = {
            "page_obj": self.page_of_articles(category=category, tag=tag, number=request.GET.get("page")),
            "categories": Category.objects.filter(articles__in=self.articles()).distinct(),
            "category": category,
            "tag": Tag.objects.filter(slug=tag).first() if tag else None,
        }
        return context | chosen

    def articles(self) -> ArticleQuerySet:
        """Return the public articles below this page."""
        return public_pages(ArticlePage.objects.child_of(self))

    def page_of_articles(self, *, category: str, tag: str, number: str | None) -> PageOfList:
        """Return one page of the list with its pictures; a number out of range gives the nearest page."""
        found = self.articles().for_list().order_by("-published_on", "-pk")
        found = found.in_category(category) if category else found
        found = found.tagged(tag) if tag else found
        page_obj = Paginator(found, PER_PAGE).get_page(number)
        page_obj.object_list = with_pictures(page_obj.object_list)
        return page_obj

"""The newest articles for feed readers, as RSS and as Atom."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from content.addresses import absolute, address_of
from content.generation import mark_public
from content.models import ArticlePage
from content.public import public_pages
from content.social import Defaults, site_defaults

NEWEST = 20


class ArticlesFeed(Feed):
    """The twenty newest articles, with absolute addresses throughout."""

    link_name = "feed_rss"
    description_template = None

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        mark_public(response)
        return response

    def get_object(self, request: HttpRequest) -> Defaults:
        return site_defaults(request)

    def title(self, obj: Defaults) -> str:
        return _("%(name)s: articles") % {"name": obj.site_name}

    def description(self, obj: Defaults) -> str:
        return obj.strapline or self.title(obj)

    subtitle = description

    def link(self) -> str:
        return absolute("/")

    def feed_url(self) -> str:
        return absolute(reverse(self.link_name))

    def items(self) -> list[ArticlePage]:
        newest = ArticlePage.objects.for_list().order_by("-published_on", "-pk")
        return list(public_pages(newest)[:NEWEST])

    def item_title(self, item: ArticlePage) -> str:
        return item.title

    def item_description(self, item: ArticlePage) -> str:
        return item.summary

    def item_link(self, item: ArticlePage) -> str:
        return address_of(item)

    def item_author_name(self, item: ArticlePage) -> str:
        return item.author.name if item.author else ""

    def item_pubdate(self, item: ArticlePage) -> datetime:
        return timezone.make_aware(datetime.combine(item.published_on, time(9)))

    def item_updateddate(self, item: ArticlePage) -> datetime:
        return item.last_published_at or self.item_pubdate(item)


class ArticlesAtomFeed(ArticlesFeed):
    """The same as Atom."""

    feed_type = Atom1Feed
    link_name = "feed_atom"

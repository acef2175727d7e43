"""Which pages may be listed for everyone: the one rule of search, feeds, sitemap and cards.

The protocol, for page types of any app (content knows none of them):

``public_listing = False`` on the class
    pages of this type are listed nowhere: not in search, feeds, the sitemap or lists of cards. Default: ``True``.
``publicly_listed(queryset)``, a class method, beside it
    returns the pages of the type that are listed all the same, such as lessons that are free previews. It gets the live
    pages of its own type and returns a queryset of them.

The rule becomes part of the query, so that counts and pagination are right. Live status and Wagtail's view restrictions
(of the page or any page above it) are part of it too.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet


def public_pages(pages: PageQuerySet | None = None) -> PageQuerySet:
    """Return the pages of ``pages`` (all, if not given) that everyone may find; the root is none of them."""
    pages = Page.objects.all() if pages is None else pages
    hidden = [model for model in get_page_models() if not getattr(model, "public_listing", True)]
    types = ContentType.objects.get_for_models(*hidden).values()
    rule = ~Q(content_type_id__in=[content_type.pk for content_type in types])
    for exceptions in _exceptions_of(hidden):
        rule |= Q(pk__in=exceptions)
    return pages.filter(rule, depth__gt=1).live().public()


def _exceptions_of(hidden: list[type[Page]]) -> Iterator[list[int]]:
    """Yield, for each hidden type that has exceptions, the keys of the pages that are listed nevertheless."""
    for model in hidden:
        choose = getattr(model, "publicly_listed", None)
        if choose:
            yield choose(model.objects.live()).values_list("pk", flat=True)

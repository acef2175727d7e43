"""A place of the atlas that is no page of the tree, as head, breadcrumbs and search engines want to know it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from content.addresses import absolute
from content.social import Card, own_picture, site_defaults
from content.structured_data import breadcrumbs


@dataclass(frozen=True)
class Place:
    """A place below the atlas page: its title, its words, its path, and what it is in schema.org's terms."""

    page: Any  # the atlas page
    title: str
    summary: str
    path: str
    thing: dict[str, Any] | None = None

    @property
    def trail(self) -> list[dict[str, str]]:
        """The way here, as the breadcrumbs want it."""
        return [*self.page.trail(), {"title": self.title, "url": self.path}]

    def social_card(self, request: HttpRequest | None) -> Card:
        """Describe the place for cards on other sites."""
        defaults = site_defaults(request)
        return Card(
            site_name=defaults.site_name,
            title=self.title,
            description=self.summary or defaults.strapline,
            url=absolute(self.path),
            kind="article",
            picture=own_picture(self.page) or defaults.picture,
            indexed=True,
        )

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return JSON-LD objects: the way here and, if it is known, the thing itself."""
        way = breadcrumbs((step["title"], step["url"]) for step in self.trail)
        return [way, self.thing] if self.thing else [way]

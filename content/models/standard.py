"""A page of words: about us, terms, how we assess."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.blocks import BODY_BLOCKS
from content.contents import Section, sections_of
from content.stream import BlocksField

from .base import BasePage


class StandardPage(BasePage):
    """A page of words, with its contents at the side once it has three sections."""

    lead = models.TextField(_("lead"), max_length=400, blank=True, help_text=_("A sentence or two under the title."))
    body = BlocksField(BODY_BLOCKS, verbose_name=_("body"))

    parent_page_types = ["content.HomePage", "content.StandardPage"]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def sections(self) -> list[Section]:
        """Return the sections of the body for the contents; none for a short page."""
        found = sections_of(self.body)
        return found if len(found) >= 3 else []

"""The front door."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.blocks import BODY_BLOCKS

from .base import BasePage


class HomePage(BasePage):
    """The front door: what the academy teaches, the free lesson, the newest articles."""

    body = StreamField(BODY_BLOCKS, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

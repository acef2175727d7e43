"""A live session that one can book; the sessions live a floor above and are known by their name only."""

from datetime import UTC, datetime

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


def preview_value() -> dict:
    """Return a session that is not in the database."""
    starts_at = datetime(2030, 5, 16, 18, 0, tzinfo=UTC)
    session = apps.get_model("courses", "LiveSession")(
        title="Your questions on palpation", starts_at=starts_at, minutes=90, place="Online", host="Perpetua Lindqvist"
    )
    return {"session": session}


class LiveSessionBlock(blocks.StructBlock):
    """When a live session is and how to join it; joining goes through the course's gate."""

    session = SnippetChooserBlock("courses.LiveSession", label=_("Live session"))

    class Meta:
        icon = "date"
        label = _("Live session")
        group = _("Practice")
        template = "content/blocks/live_session.html"
        description = _("A booked session: when, with whom, and the way in.")
        preview_value = staticmethod(preview_value)
        css = ("live-session",)

"""Live sessions in the staff area."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import LiveSession


class LiveSessionViewSet(SnippetViewSet):
    """What is booked, soonest first; a lesson shows a session by its block."""

    model = LiveSession
    icon = "date"
    menu_label = _("Live sessions")
    menu_order = 220
    menu_hook = "register_academy_menu_item"
    list_display = ["title", "course", "starts_at", "minutes", "host"]
    list_filter = ["course", "starts_at"]
    search_fields = ["title", "host"]
    copy_view_enabled = False
    panels = [
        FieldPanel("title"),
        FieldPanel("course"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("minutes")], heading=_("When, on British clocks")),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("join_url"), FieldPanel("host")], heading=_("Where, with whom")
        ),
        FieldPanel("key"),
    ]

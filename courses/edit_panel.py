"""Where the editor of a live step says what kind of change this is."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class EditPanel(MultiFieldPanel):
    """Shown only where students may have the step already."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Shown for a page that is live."""

        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.pk and self.instance.live) and super().is_shown()


EDIT_PANEL = EditPanel(
    [
        FieldPanel("edit_kind", help_text=_("Asked when this goes live or into review; a draft needs none.")),
        FieldPanel("edit_note", help_text=_("Plain sentences. Needed for substance and safety.")),
    ],
    heading=_("What changes for students"),
    icon="warning",
    help_text=_("Students have this step already. They see the note once this goes live."),
)

"""Places of a question, put on its picture by pointing: each question takes a copy of the picture that its page brings.

The fields stay what they are, the way by keyboard; ``static/js/spot-placing.js`` reads and writes them.
"""

import json
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from content.admin_picture import WORDS, described_box
from content.atlas.views import BOXES

OWN_WORDS = {
    "own": _("A picture of your own"),
    "removed": _("{label} is removed from the list."),
    "click_to_place": _("Click where the place is."),
    "shape_added": _("The outline is drawn. Drag its corners, or its middle to move all of it."),
}
SIZE = "max-1200x1200"


class SpotTools(Panel):
    """Brings what places points and outlines; it shows nothing where no question asks for places."""

    class BoundPanel(Panel.BoundPanel):
        """A template in the page."""

        template_name = "quizzes/admin/spot_tools.html"

        class Media:
            css = {"all": ["css/body-drawing.css"]}
            js = [forms.Script("js/spot-placing.js", type="module")]

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            words = {name: str(said) for name, said in (WORDS | OWN_WORDS).items()}
            return super().get_context_data(parent_context) | {
                "boxes_json": json.dumps({key: described_box(key) for key in BOXES}),
                "words_json": json.dumps(words),
                "picture": reverse("wagtailimages:preview", args=[0, SIZE]),
            }

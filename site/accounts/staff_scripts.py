"""Wagtail's choosers and pickers under ``script-src 'self'``.

They write a script beside their field, with the field's id and options in it. We write the same as data instead, and
``static/js/staff-start.js`` calls what the script would have called.
"""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def start(function: str, *arguments: object) -> SafeString:
    """Return the element that makes ``staff-start.js`` call ``function`` with ``arguments``."""
    return format_html(
        '<template data-staff-start="{}" data-arguments="{}"></template>', function, json.dumps(arguments)
    )


def render_chooser(self: BaseChooser, name: str, value: object, attrs: dict | None = None, renderer=None) -> SafeString:
    """Render a chooser as Wagtail does, with data in place of its script."""
    value_data = self.get_value_data(value)
    html = self.render_html(name, value_data, attrs)
    element_id = (attrs or {})["id"]
    if isinstance(self, AdminTaskChooser):
        return html + start("createTaskChooser", element_id)
    return html + start(self.js_constructor, element_id, self.get_js_init_options(element_id, name, value_data))


def install() -> None:
    """Replace the one method that writes scripts; the table of what may be called is in the browser's file."""
    BaseChooser.render = render_chooser

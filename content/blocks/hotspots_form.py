"""The form of a labelled figure in the staff area: spots are put onto the picture with the pointer, or typed."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from .hotspots import HotspotsBlock


class HotspotsAdapter(StructBlockAdapter):
    """Wagtail's own form and, below the picture, a copy of it that takes spots."""

    js_constructor = "content.blocks.HotspotsBlock"

    @cached_property
    def media(self) -> forms.Media:
        own = forms.Media(js=["js/hotspots-editor.js"], css={"all": ["css/hotspots-editor.css"]})
        return super().media + own


register(HotspotsAdapter(), HotspotsBlock)

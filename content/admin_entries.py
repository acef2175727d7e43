"""What the entries of the atlas, the safety lists and the glossary share in the staff area."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import StatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

STATUS = StatusTagColumn("publication", label=_("Status"), primary=lambda entry: entry.live)
KEY = FieldPanel(
    "key",
    help_text=_(
        "Its name in files, texts and addresses, such as “trapezius_upper”. It never changes once it is published."
    ),
)
ORDER = FieldPanel("sort_order", help_text=_("Its place in lists: small numbers stand first."))


class EntryForm(WagtailAdminModelForm):
    """Keeps the key of what was published once, and two keys apart that would have the same address."""

    def add_prefix(self, field_name: str) -> str:
        """Send ``action`` by another name: a control so named hides the form's address from the browser's scripts."""
        return super().add_prefix("what_it_does" if field_name == "action" else field_name)

    def clean_key(self) -> str:
        """Refuse another key, or one that differs from another's in its dashes only."""
        key = self.cleaned_data["key"]
        if self.instance.first_published_at and "key" in self.changed_data:
            raise ValidationError(_("The key never changes: files and texts know the entry by it."))
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if others.filter(key__in={key, key.replace("_", "-"), key.replace("-", "_")}).exists():
            raise ValidationError(_("Another entry has this key, or one that differs in its dashes only."))
        return key


class EntryViewSet(SnippetViewSet):
    """Fifty to a page; a copy would be an entry of the same name, so there is none."""

    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["shapes", "expired", "has_unpublished_changes"]


def columns(*names: str) -> list[Any]:
    """Return the columns of a list, ended by how the entry stands and when it was last edited."""
    return [*names, STATUS, UpdatedAtColumn()]


def area(name: str, rows: int = 3, **options: Any) -> FieldPanel:
    """Return a field for some lines of plain text."""
    return FieldPanel(name, widget=forms.Textarea(attrs={"rows": rows}), **options)

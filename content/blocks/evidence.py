"""Blocks that lead further: files to keep and the literature."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadsBlock(blocks.StructBlock):
    """Files to keep, each with its type and size."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    documents = blocks.ListBlock(DocumentChooserBlock(), min_num=1, label=_("Documents"))

    class Meta:
        icon = "download"
        label = _("Downloads")
        group = _("Data")
        template = "content/blocks/downloads.html"
        description = _("Files to keep, each with its type and size.")
        preview_value = {"title": "To print", "documents": []}


class ReferenceValue(blocks.StructValue):
    """A reference and the address at which it can be read."""

    def href(self) -> str:
        """Return the address: the DOI's resolver before a plain link; empty where there is neither."""
        return f"https://doi.org/{self['doi']}" if self.get("doi") else self.get("url") or ""


class ReferenceBlock(blocks.StructBlock):
    """One work of the literature, as text, with a DOI or a link."""

    text = blocks.TextBlock(label=_("Reference"), rows=2, help_text=_("Authors (year). Title. Journal."))
    doi = blocks.RegexBlock(
        label=_("DOI"),
        regex=r"^10\.\d{4,9}/\S+$",
        required=False,
        help_text=_("Such as 10.1000/182, without an address before it."),
        error_messages={"invalid": _("A DOI starts with “10.” and has a slash.")},
    )
    url = blocks.URLBlock(label=_("Link"), required=False)

    class Meta:
        icon = "link"
        label = _("Reference")
        value_class = ReferenceValue


class ReferencesBlock(blocks.StructBlock):
    """A numbered list of the literature."""

    entries = blocks.ListBlock(ReferenceBlock(), min_num=1, label=_("Entries"))

    class Meta:
        icon = "list-ol"
        label = _("References")
        group = _("Data")
        template = "content/blocks/references.html"
        description = _("A numbered list of the literature, with DOIs or links.")
        preview_value = {
            "entries": [{"text": "Example A. (2024). On pressure and time. Journal of Examples.", "doi": "", "url": ""}]
        }

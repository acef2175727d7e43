"""Links for places outside a body: the footer, the calls to action of the home page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class LinkValue(blocks.StructValue):
    """A link that knows its address and its words."""

    def href(self) -> str:
        """Return the page's address before a typed one; empty if the page is gone."""
        page = self.get("page")
        return (page.url or "") if page else self.get("address") or ""

    def words(self) -> str:
        """Return the words given, else the page's title."""
        page = self.get("page")
        return self.get("text") or (page.title if page else self.get("address") or "")


class LinkBlock(blocks.StructBlock):
    """A link to a page of this site or to an address."""

    text = blocks.CharBlock(label=_("Words"), required=False, max_length=80, help_text=_("Empty: the page's title."))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.RegexBlock(
        label=_("Address"),
        required=False,
        max_length=300,
        regex=r"^(/(?!/)|https?://|mailto:|tel:)\S*$",
        help_text=_("Where there is no page to choose: “/learn/” or “https://…”."),
        error_messages={"invalid": _("Begin with “/”, “https://”, “mailto:” or “tel:”.")},
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not cleaned.get("page") and not cleaned.get("address"):
            error = ValidationError(_("Choose a page or type an address."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned


class ActionBlock(LinkBlock):
    """A link that is a button."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("primary", _("Main")), ("quiet", _("Second"))], default="primary"
    )

    class Meta:
        icon = "pick"
        label = _("Call to action")


class FooterColumnBlock(blocks.StructBlock):
    """A column of the footer: a title and its links."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), min_num=1, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")

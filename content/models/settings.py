"""What the academy is called, where it can be reached, and what stands at the foot of each page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from content.blocks.links import FooterColumnBlock
from content.stream import BlocksField


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting):
    """The academy's own particulars."""

    academy_name = models.CharField(_("academy name"), max_length=80, default="NMT Academy")
    strapline = models.CharField(_("strapline"), max_length=160, blank=True, help_text=_("One line under the name."))
    contact_email = models.EmailField(
        _("contact e-mail"), blank=True, help_text=_("Messages of the contact form are sent here.")
    )
    postal_address = models.TextField(_("postal address"), blank=True, help_text=_("One line of the address a line."))
    legal_line = models.CharField(
        _("legal line"), max_length=300, blank=True, help_text=_("Company, number, register; at the foot of each page.")
    )
    footer_columns = BlocksField([("column", FooterColumnBlock())], blank=True, verbose_name=_("footer columns"))
    default_social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("social image"),
        help_text=_("For cards on other sites where a page has no picture of its own; 1200 × 630."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("academy_name"), FieldPanel("strapline")], heading=_("Name")),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("postal_address")], heading=_("Contact")),
        MultiFieldPanel([FieldPanel("footer_columns"), FieldPanel("legal_line")], heading=_("Footer")),
        FieldPanel("default_social_image"),
    ]

    class Meta:
        verbose_name = _("academy settings")

    @classmethod
    def read(cls, site: Site | None) -> "SiteSettings":
        """Return the particulars of ``site``, else the defaults; unlike ``for_site`` it never writes."""
        own = cls.objects.select_related("default_social_image").filter(site=site).first() if site else None
        return own or cls(site=site)

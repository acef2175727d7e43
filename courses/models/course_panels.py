"""How editors see a course: what visitors read, how it is studied, what it costs, what it leads to."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

SALES_PAGE_PANELS = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("level"), FieldPanel("subtitle")]), FieldPanel("hero_image")],
        heading=_("At the top"),
        icon="title",
    ),
    FieldPanel("learning_outcomes"),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel("entry_routes"), FieldPanel("eligibility"), FieldPanel("direct_course")],
        heading=_("Who may join"),
        icon="group",
    ),
    FieldPanel("tutors"),
    FieldPanel("faq"),
]
STUDY_PANELS = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("hours_theory"), FieldPanel("hours_practice")]), FieldPanel("sequential")],
        heading=_("Study"),
        icon="time",
    ),
]
SALE_PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("price_minor"), FieldPanel("currency")]),
            FieldRowPanel([FieldPanel("vat_rate"), FieldPanel("price_includes_vat")]),
            FieldPanel("on_sale"),
            FieldPanel("opens_while_processing"),
        ],
        heading=_("Sale"),
        icon="tag",
    ),
]
CERTIFICATE_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("award_title"),
            FieldRowPanel([FieldPanel("awarding_body"), FieldPanel("qualification_number")]),
            FieldPanel("assessed_by"),
            FieldRowPanel([FieldPanel("signatory_name"), FieldPanel("signatory_role")]),
        ],
        heading=_("Certificate"),
        icon="clipboard-list",
    ),
]

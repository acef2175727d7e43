"""The page tree of a course: catalogue → course → module → step."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import BODY_BLOCKS
from content.models import BasePage

from .steps import StepMixin


class CourseIndexPage(BasePage):
    """The catalogue, at ``/courses/``."""

    parent_page_types = ["content.HomePage"]
    max_count = 1


class CoursePage(BasePage):
    """A course as it is sold and taught; what it costs, what it leads to, and how it is assessed.

    ``price_minor`` is in minor units of ``currency`` and, with ``price_includes_vat``, includes VAT at ``vat_rate`` percent.
    """

    level = models.CharField(_("level"), max_length=40, blank=True, help_text=_("“Level 4”, or “CPD”."))
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    hero_image = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField(BODY_BLOCKS, blank=True)
    learning_outcomes = StreamField([("outcome", blocks.CharBlock(max_length=200))], blank=True)
    entry_routes = StreamField(BODY_BLOCKS, blank=True)
    tutors = StreamField(
        [
            (
                "tutor",
                blocks.StructBlock(
                    [("name", blocks.CharBlock()), ("role", blocks.CharBlock()), ("about", blocks.TextBlock())]
                ),
            )
        ],
        blank=True,
    )
    faq = StreamField(
        [("entry", blocks.StructBlock([("question", blocks.CharBlock()), ("answer", blocks.RichTextBlock())]))],
        blank=True,
    )
    hours_theory = models.PositiveSmallIntegerField(_("guided hours of theory"), default=0)
    hours_practice = models.PositiveSmallIntegerField(_("guided hours of practice"), default=0)
    sequential = models.BooleanField(
        _("steps in order"), default=False, help_text=_("A step opens when all required steps before it are done.")
    )

    price_minor = models.PositiveIntegerField(_("price in minor units"), default=0)
    currency = models.CharField(_("currency"), max_length=3, default="gbp")
    vat_rate = models.DecimalField(
        _("VAT rate in percent"), max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    price_includes_vat = models.BooleanField(_("price includes VAT"), default=True)
    on_sale = models.BooleanField(_("on sale"), default=True)
    opens_while_processing = models.BooleanField(
        _("lessons open while a delayed payment is processing"), default=True
    )

    award_title = models.CharField(_("title on the certificate"), max_length=200, blank=True)
    awarding_body = models.CharField(_("awarding body"), max_length=120, blank=True)
    qualification_number = models.CharField(
        _("qualification number"), max_length=40, blank=True, help_text=_("Empty: not a regulated qualification.")
    )
    assessed_by = StreamField(
        [("method", blocks.CharBlock(max_length=200))],
        blank=True,
        help_text=_("What was assessed and how, as printed on the certificate."),
    )
    signatory_name = models.CharField(_("signatory"), max_length=120, blank=True)
    signatory_role = models.CharField(_("signatory's role"), max_length=120, blank=True)

    parent_page_types = ["courses.CourseIndexPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("level"), FieldPanel("subtitle"), FieldPanel("hero_image")], heading=_("At the top")
        ),
        FieldPanel("learning_outcomes"),
        FieldPanel("body"),
        FieldPanel("entry_routes"),
        FieldPanel("tutors"),
        FieldPanel("faq"),
        MultiFieldPanel(
            [FieldPanel("hours_theory"), FieldPanel("hours_practice"), FieldPanel("sequential")], heading=_("Study")
        ),
        MultiFieldPanel(
            [
                FieldPanel("price_minor"),
                FieldPanel("currency"),
                FieldPanel("vat_rate"),
                FieldPanel("price_includes_vat"),
                FieldPanel("on_sale"),
                FieldPanel("opens_while_processing"),
            ],
            heading=_("Sale"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("award_title"),
                FieldPanel("awarding_body"),
                FieldPanel("qualification_number"),
                FieldPanel("assessed_by"),
                FieldPanel("signatory_name"),
                FieldPanel("signatory_role"),
            ],
            heading=_("Certificate"),
        ),
    ]


class ModulePage(BasePage):
    """A module of a course: a title, what it is about, and its steps in order."""

    intro = StreamField(BODY_BLOCKS, blank=True)

    parent_page_types = ["courses.CoursePage"]
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]


class LessonPage(StepMixin, BasePage):
    """A lesson: a step that is read, watched and practised."""

    body = StreamField(BODY_BLOCKS, blank=True)
    free_preview = models.BooleanField(_("free preview"), default=False, help_text=_("Anyone may read it."))

    step_kind = "lesson"
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("free_preview"),
        *StepMixin.step_panels,
    ]

"""A course as it is sold, taught and certified."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from content.blocks import BODY_BLOCKS
from content.models import BasePage
from content.stream import BlocksField
from courses.blocks import OutcomeBlock, QuestionBlock, RouteBlock, TutorBlock
from courses.course_view import course_context, describe_course
from courses.preview import PreviewAs
from courses.price import Price, price_of
from courses.validation import check_price

from .course_panels import CERTIFICATE_PANELS, SALE_PANELS, SALES_PAGE_PANELS, STUDY_PANELS

MOST_HOURS = 2000


class CoursePage(PreviewAs, BasePage):
    """A course as it is sold and taught; what it costs, what it leads to, and how it is assessed.

    ``price_minor`` is in minor units of ``currency``; with ``price_includes_vat`` it holds VAT at ``vat_rate`` percent.
    """

    level = models.CharField(_("level"), max_length=40, blank=True, help_text=_("“Level 4”, or “CPD”."))
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    hero_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
    )
    body = BlocksField(BODY_BLOCKS, blank=True, verbose_name=_("about the course"))
    learning_outcomes = BlocksField([("outcome", OutcomeBlock(max_length=200))], blank=True, verbose_name=_("outcomes"))
    entry_routes = BlocksField(BODY_BLOCKS, blank=True, verbose_name=_("entry routes"))
    eligibility = BlocksField(
        [("route", RouteBlock())],
        blank=True,
        max_num=8,
        verbose_name=_("eligibility check"),
        help_text=_("The visitor says which line describes them and reads what it means."),
    )
    direct_course = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("course that needs no foundation"),
        help_text=_("Where the eligibility check sends those who are not ready for this one."),
    )
    tutors = BlocksField([("tutor", TutorBlock())], blank=True, verbose_name=_("tutors"))
    faq = BlocksField([("entry", QuestionBlock())], blank=True, verbose_name=_("questions"))

    hours_theory = models.PositiveSmallIntegerField(
        _("guided hours of theory"), default=0, validators=[MaxValueValidator(MOST_HOURS)]
    )
    hours_practice = models.PositiveSmallIntegerField(
        _("guided hours of practice"), default=0, validators=[MaxValueValidator(MOST_HOURS)]
    )
    sequential = models.BooleanField(
        _("steps in order"), default=False, help_text=_("A step opens when all required steps before it are done.")
    )

    price_minor = models.PositiveIntegerField(
        _("price in minor units"), default=0, help_text=_("In pence or cents: 129500 is £1,295. 0 is free.")
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="gbp",
        validators=[RegexValidator(r"^[a-z]{3}$", _("Three small letters, such as gbp."))],
    )
    vat_rate = models.DecimalField(
        _("VAT rate in percent"),
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    price_includes_vat = models.BooleanField(_("price includes VAT"), default=True)
    on_sale = models.BooleanField(_("on sale"), default=True)
    opens_while_processing = models.BooleanField(_("lessons open while a delayed payment is processing"), default=True)

    award_title = models.CharField(_("title on the certificate"), max_length=200, blank=True)
    awarding_body = models.CharField(_("awarding body"), max_length=120, blank=True)
    qualification_number = models.CharField(
        _("qualification number"), max_length=40, blank=True, help_text=_("Empty: not a regulated qualification.")
    )
    assessed_by = BlocksField(
        [("method", OutcomeBlock(max_length=200))],
        blank=True,
        verbose_name=_("assessed by"),
        help_text=_("What was assessed and how, as printed on the certificate."),
    )
    signatory_name = models.CharField(_("signatory"), max_length=120, blank=True)
    signatory_role = models.CharField(_("signatory's role"), max_length=120, blank=True)

    template = "courses/course_page.html"
    card_template = "courses/cards/course.html"
    card_image_field = "hero_image"
    is_health_group = True
    picture_shapes = {"hero_image": ("course-hero",)}
    parent_page_types = ["courses.CourseIndexPage"]
    page_description = _("A course on sale: its sales page, its modules and steps, its certificate.")
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("subtitle"),
        index.SearchField("body"),
    ]
    content_panels = [
        *BasePage.content_panels,
        *SALES_PAGE_PANELS,
        *STUDY_PANELS,
        *SALE_PANELS,
        *CERTIFICATE_PANELS,
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def hours(self) -> int:
        """Guided hours, theory and practice together."""
        return self.hours_theory + self.hours_practice

    @property
    def price(self) -> Price:
        """What one pays, with every cost in it."""
        return price_of(self)

    def clean(self) -> None:
        super().clean()
        check_price(self.price_minor, self.currency)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | course_context(request, self)

    def structured_data(self, request: HttpRequest) -> list[dict]:
        return describe_course(self, settings.WAGTAIL_SITE_NAME)

"""The treatment log: the step at which hours and treatments are collected, and its entries."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from content.models import BasePage
from courses.access_answer import Access
from courses.models import StepMixin
from courses.step_view import step_context
from quizzes.practice_doors import log_context
from quizzes.practice_rules import MOST_MINUTES_A_DAY


class LogPage(StepMixin, BasePage):
    """A treatment log in a module: complete when enough is signed off and quality assurance has nothing open."""

    intro = RichTextField(_("introduction"), blank=True)
    required_minutes = models.PositiveIntegerField(
        _("minutes required"), default=36 * 60, help_text=_("36 hours are 2160 minutes.")
    )
    required_treatments = models.PositiveSmallIntegerField(_("treatments required"), default=20)
    sample_percent = models.PositiveSmallIntegerField(
        _("sampled by quality assurance, in percent"),
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_("Of each student’s signed-off entries, at least one. 0: nothing is sampled."),
    )

    step_kind = "log"
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    page_description = _("Hours and treatments that a student writes down and an assessor signs off.")
    search_fields = [*BasePage.search_fields, *StepMixin.step_search_fields, index.SearchField("intro")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("required_minutes"), FieldPanel("required_treatments")]),
                FieldPanel("sample_percent"),
            ],
            heading=_("Required"),
            icon="list-ol",
        ),
        *StepMixin.step_panels,
    ]

    class Meta:
        verbose_name = _("treatment log")
        verbose_name_plural = _("treatment logs")

    def serve_step(self, request: HttpRequest, access: Access) -> HttpResponse:
        """Show how far the log is, and its entries."""
        context = step_context(request, self, access) | log_context(self, access)
        return TemplateResponse(request, "quizzes/log_step.html", context)


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Entries, in adjectives."""

    def submitted(self) -> Self:
        return self.filter(state=LogEntry.State.SUBMITTED)

    def signed_off(self) -> Self:
        return self.filter(state=LogEntry.State.SIGNED_OFF)

    def standing(self) -> Self:
        return self.exclude(state=LogEntry.State.WITHDRAWN)

    def for_quality(self) -> Self:
        return self.signed_off().filter(sample=LogEntry.Sample.WAITING)


class LogEntry(models.Model):
    """One treatment that a student gave; the client is a pseudonym, never a name.

    ``sample`` says how the entry stands with quality assurance; one that it returned goes back to the student and
    blocks the log until it has been signed off again and looked at again, or withdrawn.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        SIGNED_OFF = "signed_off", _("signed off")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Sample(models.TextChoices):
        NONE = "", _("not sampled")
        WAITING = "waiting", _("with quality assurance")
        CONFIRMED = "confirmed", _("confirmed by quality assurance")
        RETURNED = "returned", _("returned by quality assurance")

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="log_entries")
    log = models.ForeignKey(LogPage, on_delete=models.PROTECT, related_name="entries")
    date = models.DateField(_("date"))
    client = models.CharField(_("client’s pseudonym"), max_length=24)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(5), MaxValueValidator(MOST_MINUTES_A_DAY)]
    )
    body_areas = models.CharField(_("body areas"), max_length=200)
    techniques = models.CharField(_("techniques"), max_length=300)
    before = models.TextField(_("findings before"), max_length=2000)
    done = models.TextField(_("what was done"), max_length=2000)
    after = models.TextField(_("response after"), max_length=2000)
    reflection = models.TextField(_("reflection"), max_length=3000)
    supervised_by = models.CharField(_("supervised by"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_off_at = models.DateTimeField(null=True)
    comment = models.TextField(_("comment"), blank=True)
    sample = models.CharField(max_length=10, choices=Sample, default=Sample.NONE, blank=True)
    iqa = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    iqa_at = models.DateTimeField(null=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a treatment log")
        verbose_name_plural = _("entries of treatment logs")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["log", "enrolment", "state"], name="log_entries_by_seat")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="signed_off") | Q(signed_off_at__isnull=False), name="signed_off_at_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.log_id}: {self.enrolment_id}, {self.date}"

    @property
    def is_open(self) -> bool:
        """Whether its student may still change it."""
        return self.state in {self.State.DRAFT, self.State.RETURNED}

"""A quiz: the step of a course at which a student is asked."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from content.models import BasePage
from content.stream import BlocksField
from courses.access_answer import Access
from courses.models import StepMixin
from courses.step_view import step_context
from quizzes.allowance import Allowance
from quizzes.blocks import QUIZ_ITEMS
from quizzes.door import door_context
from quizzes.paper import Limits, Policy

from .accommodation import Accommodation


class QuizPage(StepMixin, BasePage):
    """A quiz in a module: its items in order, the mark that passes, and the rules of a sitting.

    ``pass_mark`` is in percent; ``wait_minutes`` and ``time_limit`` are in minutes. No attempt starts before
    ``opens_at`` or after ``closes_at``, which also ends those that run. A running attempt keeps the rules that it began
    under; what one student gets beyond them is an ``Accommodation``.
    """

    class Feedback(models.TextChoices):
        AFTER_SUBMIT = "after_submit", _("after each attempt")
        AFTER_LAST = "after_last", _("once passed, or no attempts are left")

    intro = RichTextField(_("introduction"), blank=True)
    items = BlocksField(QUIZ_ITEMS, verbose_name=_("questions and cases"))
    pass_mark = models.DecimalField(
        _("pass mark in percent"),
        max_digits=5,
        decimal_places=2,
        default=70,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    attempt_limit = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: no limit.")
    )
    wait_minutes = models.PositiveIntegerField(_("minutes between attempts"), default=0)
    time_limit = models.PositiveSmallIntegerField(
        _("time limit in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("By the server's clock. Empty: no limit."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, help_text=_("Empty: open from the start."))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Attempts that still run then are handed in. Empty: never.")
    )
    keep_right = models.BooleanField(
        _("keep right answers"),
        default=False,
        help_text=_("A new attempt begins with the answers that were fully right in the last one."),
    )
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=True)
    shuffle_options = models.BooleanField(_("shuffle the options"), default=True)
    feedback = models.CharField(_("feedback"), max_length=20, choices=Feedback, default=Feedback.AFTER_SUBMIT)
    show_marks = models.BooleanField(_("show marks"), default=True)
    show_right_answers = models.BooleanField(_("show right answers"), default=True)
    show_explanations = models.BooleanField(_("show explanations"), default=True)
    hold_marks = models.BooleanField(
        _("hold the marks"),
        default=False,
        help_text=_("Results stay with us until an assessor releases those of all students together."),
    )

    step_kind = "quiz"
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, *StepMixin.step_search_fields, index.SearchField("intro")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("items"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("attempt_limit")]),
                FieldRowPanel([FieldPanel("time_limit"), FieldPanel("wait_minutes")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_options")]),
                FieldPanel("keep_right"),
            ],
            heading=_("Rules"),
            icon="list-ol",
        ),
        MultiFieldPanel(
            [
                FieldPanel("feedback"),
                FieldPanel("show_marks"),
                FieldPanel("show_right_answers"),
                FieldPanel("show_explanations"),
                FieldPanel("hold_marks"),
            ],
            heading=_("Feedback"),
            icon="comment",
        ),
        *StepMixin.step_panels,
    ]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def clean(self) -> None:
        super().clean()
        if self.feedback == self.Feedback.AFTER_LAST and not self.attempt_limit:
            raise ValidationError({"attempt_limit": _("Feedback after the last attempt needs a limit of attempts.")})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("A quiz closes after it opens.")})

    def policy(self) -> Policy:
        """Return the feedback policy as it is frozen in a paper."""
        return Policy(
            when="after_last" if self.feedback == self.Feedback.AFTER_LAST else "after_submit",
            marks=self.show_marks,
            right_answers=self.show_right_answers,
            explanations=self.show_explanations,
        )

    def limits(self) -> Limits:
        """Return the limits as they are frozen in a paper."""
        return Limits(time_limit=self.time_limit, closes_at=self.closes_at)

    def allowance_of(self, seat_id: int) -> Allowance:
        """Return what a student has beyond the rules at this quiz: one query."""
        return Accommodation.objects.for_sitting(seat_id=seat_id, quiz_id=self.pk).allowance()

    def serve_step(self, request: HttpRequest, access: Access) -> HttpResponse:
        """Show the door of the quiz: what it asks, the rules, the attempts so far and the button."""
        context = step_context(request, self, access) | door_context(self, access, timezone.now())
        return TemplateResponse(request, "quizzes/quiz_step.html", context)

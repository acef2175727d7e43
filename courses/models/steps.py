"""What a student completes: a step of a course, whatever its kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail import blocks


class StepMixin(models.Model):
    """Shared by every page type that a student completes (lesson, quiz, practical).

    ``minutes`` is guided time; ``practice`` says to which column of the course's hours it counts.
    """

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    practice = models.BooleanField(_("counts as practice"), default=False)
    required = models.BooleanField(_("required to complete the course"), default=True)
    outcomes = StreamField([("outcome", blocks.CharBlock(max_length=200))], blank=True)

    step_kind = ""  # one word for icons and words: "lesson", "quiz", "practical"
    free_preview = False  # a page type may make it a field

    step_panels = [
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("practice"), FieldPanel("required")], heading=_("In the course")
        ),
        FieldPanel("outcomes"),
    ]

    class Meta:
        abstract = True

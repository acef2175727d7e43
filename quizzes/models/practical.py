"""A practical: the step at which an assessor watches a student work."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from content.models import BasePage
from content.stream import BlocksField
from courses.access_answer import Access
from courses.models import StepMixin
from courses.step_view import step_context
from quizzes.practice_doors import practical_context


class CriterionBlock(blocks.StructBlock):
    """Something that two assessors could both see; a critical one fails the whole observation."""

    text = blocks.CharBlock(label=_("Criterion"), max_length=300)
    critical = blocks.BooleanBlock(label=_("Critical"), required=False)

    class Meta:
        icon = "tick"
        label = _("Criterion")


CRITERIA = [
    ("group", blocks.CharBlock(label=_("Heading"), max_length=120, icon="title")),
    ("criterion", CriterionBlock()),
]


class PracticalPage(StepMixin, BasePage):
    """A practical in a module: what the assessor looks for, in groups; passed when every criterion is met.

    ``sample_percent`` of a student's signed observations are looked at by quality assurance. An observation keeps the
    criteria that it began with.
    """

    intro = RichTextField(_("introduction"), blank=True)
    criteria = BlocksField(CRITERIA, verbose_name=_("criteria"))
    sample_percent = models.PositiveSmallIntegerField(
        _("sampled by quality assurance, in percent"), default=10, validators=[MaxValueValidator(100)]
    )

    step_kind = "practical"
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    page_description = _("Observed by an assessor against criteria, signed by both.")
    search_fields = [*BasePage.search_fields, *StepMixin.step_search_fields, index.SearchField("intro")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("criteria"),
        FieldPanel("sample_percent"),
        *StepMixin.step_panels,
    ]

    class Meta:
        verbose_name = _("practical")
        verbose_name_plural = _("practicals")

    def criteria_list(self) -> list[dict[str, Any]]:
        """Return the criteria in order, each with its group's heading."""
        found, group = [], ""
        for block in self.criteria:
            if block.block_type == "group":
                group = block.value
            else:
                found.append({"group": group, "text": block.value["text"], "critical": block.value["critical"]})
        return found

    def serve_step(self, request: HttpRequest, access: Access) -> HttpResponse:
        """Show what is looked for and, to a student, what assessors have said so far."""
        context = step_context(request, self, access) | practical_context(self, access)
        return TemplateResponse(request, "quizzes/practical_step.html", context)

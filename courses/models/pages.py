"""The page tree around a course: catalogue → course → module → step."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.blocks import BODY_BLOCKS
from content.cards import with_pictures
from content.models import BasePage
from content.stream import BlocksField
from courses.blocks import PlannedStepBlock
from courses.module_view import module_context
from courses.preview import PreviewAs
from courses.validation import check_slug

from .course import CoursePage


class CourseIndexPage(BasePage):
    """The catalogue, at ``/courses/``."""

    intro = BlocksField(BODY_BLOCKS, blank=True, verbose_name=_("introduction"))

    template = "courses/course_index_page.html"
    parent_page_types = ["content.HomePage"]
    max_count = 1
    page_description = _("The list of all courses.")
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("catalogue")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        courses = CoursePage.objects.child_of(self).live().public().order_by("path").defer_streamfields()
        return super().get_context(request, *args, **kwargs) | {"courses": with_pictures(courses)}


class ModulePage(PreviewAs, BasePage):
    """A module of a course: a title, what it is about, and its steps in order."""

    intro = BlocksField(BODY_BLOCKS, blank=True, verbose_name=_("introduction"))
    planned = BlocksField(
        [("lesson", PlannedStepBlock())],
        blank=True,
        verbose_name=_("still to come"),
        help_text=_("Steps that are announced but not written. Until they are, nobody can complete the course."),
    )

    template = "courses/module_page.html"
    parent_page_types = ["courses.CoursePage"]
    page_description = _("A part of a course, with its steps below it.")
    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("planned")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def clean(self) -> None:
        super().clean()
        check_slug(self.slug)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | module_context(request, self)

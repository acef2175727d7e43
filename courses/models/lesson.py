"""A lesson: the step that most of a course is made of."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageQuerySet
from wagtail.search import index

from content.blocks import BODY_BLOCKS
from content.models import BasePage
from content.stream import BlocksField
from courses.access_answer import Access
from courses.body import body_html
from courses.step_view import step_context

from .steps import StepMixin


class LessonPage(StepMixin, BasePage):
    """A lesson: a step that is read, watched and practised."""

    body = BlocksField(BODY_BLOCKS, blank=True, verbose_name=_("body"))
    free_preview = models.BooleanField(
        _("free preview"), default=False, help_text=_("Anyone may read it, without an account.")
    )

    step_kind = "lesson"
    completes_by_hand = True
    takes_notes = True
    takes_questions = True
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    page_description = _("Text, pictures and videos that a student works through and marks as done.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        *StepMixin.step_panels,
        FieldPanel("free_preview"),
    ]

    search_fields = [*BasePage.search_fields, *StepMixin.step_search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        permissions = [("read_lessons", _("Can read the lessons of every course"))]

    @classmethod
    def publicly_listed(cls, lessons: PageQuerySet) -> PageQuerySet:
        """Choose the lessons that search, feeds and the sitemap may show: those that anyone may read."""
        return lessons.filter(free_preview=True)

    def serve_step(self, request: HttpRequest, access: Access) -> HttpResponse:
        self.public_listing = self.free_preview  # over the class's answer: a free lesson has a card and is indexed
        context = step_context(request, self, access)
        body = body_html(self, draft=getattr(request, "is_preview", False))
        return render(request, "courses/lesson_page.html", context | {"body_html": body})

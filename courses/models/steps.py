"""What a student completes: a step of a course, whatever its kind."""

from csp.constants import SELF
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from content.stream import BlocksField
from courses.access_answer import Access
from courses.edit_panel import EDIT_PANEL
from courses.edit_rules import EditKind
from courses.forms_edit import StepForm
from courses.preview import STUDENT, VISITOR, PreviewAs
from courses.step_preview import serve_step_preview


class StepMixin(PreviewAs, models.Model):
    """Shared by every page type that a student completes (lesson, quiz, practical).

    ``minutes`` is guided time; ``practice`` says to which column of the course's hours it counts. A page type sets
    ``step_kind``, says with ``completes_by_hand`` whether "Mark as done" completes it, and answers in ``serve_step``.
    ``edit_kind`` and ``edit_note`` say what a revision changes in a live step; they travel in the revision and are
    taken off the page when it goes live (``services/edits.py``).
    """

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    practice = models.BooleanField(_("counts as practice"), default=False)
    required = models.BooleanField(_("required to complete the course"), default=True)
    outcomes = BlocksField(
        [("outcome", blocks.CharBlock(max_length=200, label=_("Outcome"), icon="tick"))],
        blank=True,
        verbose_name=_("outcomes"),
        help_text=_("What the student can do afterwards: “Palpate the upper trapezius and name its referral area.”"),
    )

    edit_kind = models.CharField(_("kind of change"), max_length=20, choices=EditKind, blank=True)
    edit_note = models.TextField(_("note to students"), max_length=1000, blank=True)

    base_form_class = StepForm
    exclude_fields_in_copy = ["edit_kind", "edit_note"]
    preview_order = (STUDENT, VISITOR)
    step_kind = ""  # one word for icons and words: "lesson", "quiz", "practical"
    free_preview = False  # a page type may make it a field
    completes_by_hand = False
    takes_notes = False  # whether students keep notes and highlights beside its text
    takes_questions = False  # whether there is a discussion under it
    anonymous_cache = False  # what a step shows depends on who asks
    public_listing = False  # steps stay out of public search, feeds and the sitemap

    step_panels = [
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("practice"), FieldPanel("required")],
            heading=_("In the course"),
            icon="list-ol",
        ),
        EDIT_PANEL,
    ]

    step_search_fields = [index.SearchField("summary"), index.SearchField("outcomes")]

    path: str  # of the page that it is mixed into
    url_path: str
    steplen: int

    class Meta:
        abstract = True

    @cached_property
    def course_id(self) -> int:
        """The id of the course that the step belongs to."""
        return self.course.pk

    @cached_property
    def course(self):
        """The course (``CoursePage``) that the step belongs to: its grandparent in the page tree."""
        return apps.get_model("courses", "CoursePage").objects.get(path=self.path[: -2 * self.steplen])

    def serve_step(self, request: HttpRequest, access: Access) -> HttpResponse:
        """Answer a request that the gate let through."""
        raise NotImplementedError(f"{type(self).__name__} must say how it is served.")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Refuse: visitors come through ``courses.views.answer_step`` and its gate, never straight to the page."""
        raise PermissionDenied

    def draw_preview(self, request: HttpRequest) -> HttpResponse:
        """Show a draft to an editor as its own page, in the editor's frame and in no other."""
        response = serve_step_preview(request, self)
        response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
        return response

"""What a student keeps for themselves beside the steps of a course."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class StudyMarkQuerySet(models.QuerySet["StudyMark"]):
    """Marks, in adjectives."""

    def in_order(self) -> Self:
        """As the pages are read; a note on a highlight follows the highlight."""
        own = Case(When(kind=StudyMark.Kind.HIGHLIGHT, then="position"), default=-1)  # what has no place comes first
        place, anchor = Coalesce("highlight__position", own), Coalesce("highlight_id", "pk")
        return self.annotate(place=place, anchor=anchor).order_by("step__path", "place", "anchor", "pk")

    def matching(self, query: str) -> Self:
        """Those that have every word of ``query`` in the note, the passage or the title of the step."""
        found = self
        for word in query.split():
            where = Q(text__icontains=word) | Q(exact__icontains=word) | Q(step__title__icontains=word)
            found = found.filter(where | Q(highlight__exact__icontains=word))
        return found


class StudyMark(models.Model):
    """A note, a highlight or a bookmark that one student keeps beside one step; nobody else ever sees it.

    Everything that a student writes for themselves is here, in one table, so that an export or an erasure finds it. The
    text is plain. A highlight is a W3C TextQuoteSelector (``exact`` words, the words before and after) with
    ``position``, the place of the first letter, spaces not counted; it is found again by ``text-anchor.js``, when the
    lesson has been edited too. A note may stand on a highlight of the same step.
    """

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        HIGHLIGHT = "highlight", _("Highlight")
        BOOKMARK = "bookmark", _("Bookmark")

    class Colour(models.TextChoices):
        KEY = "key", _("Important")
        ASK = "ask", _("Question")
        USE = "use", _("For practice")

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="study_marks")
    step = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    highlight = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes")
    colour = models.CharField(max_length=10, choices=Colour, blank=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = StudyMarkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["student", "step"], name="study_marks_of_a_step")]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "step"], condition=Q(kind="bookmark"), name="one_bookmark_per_student_and_step"
            ),
            models.CheckConstraint(condition=~Q(kind="note", text=""), name="a_note_has_text"),
            models.CheckConstraint(condition=~Q(kind="highlight", exact=""), name="a_highlight_has_words"),
            models.CheckConstraint(condition=~Q(kind="highlight", colour=""), name="a_highlight_has_a_colour"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_note(self) -> bool:
        """Whether it is a note."""
        return self.kind == self.Kind.NOTE

    @property
    def is_highlight(self) -> bool:
        """Whether it is a highlight."""
        return self.kind == self.Kind.HIGHLIGHT

    @property
    def is_bookmark(self) -> bool:
        """Whether it is a bookmark."""
        return self.kind == self.Kind.BOOKMARK

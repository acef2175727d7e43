"""What students and tutors say to each other under a lesson."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, in adjectives."""

    def shown(self) -> Self:
        return self.filter(state=Post.State.SHOWN)

    def questions_of(self, lesson_id: int) -> Self:
        return self.filter(lesson_id=lesson_id, question=None)

    def seen_by(self, person_id: int | None, *, as_staff: bool) -> Self:
        """Leave out what waits to be looked at, except for staff and its own author."""
        return self if as_staff else self.filter(~Q(state=Post.State.HELD) | Q(author=person_id))

    def worth_listing(self) -> Self:
        """Leave out questions of which nothing is left: taken back by their author, and nobody had answered."""
        answers = Post.objects.shown().filter(question=OuterRef("pk"))
        return self.annotate(is_answered=Exists(answers)).exclude(state=Post.State.REMOVED, is_answered=False)

    def with_answer_counts(self) -> Self:
        return self.annotate(answer_count=Count("answers", filter=Q(answers__state=Post.State.SHOWN)))

    def matching(self, query: str) -> Self:
        """Questions that have every word of ``query`` in what is shown of them or of one of their answers."""
        found = self
        for word in query.split():
            said = Q(title__icontains=word) | Q(body__icontains=word)
            answered = Post.objects.shown().filter(question=OuterRef("pk"), body__icontains=word)
            found = found.filter(Q(state=Post.State.SHOWN) & said | Exists(answered))
        return found

    def waiting(self) -> Self:
        """Those that staff should look at: held back, or reported and not yet decided."""
        reports = PostReport.objects.filter(post=OuterRef("pk"), settled_at=None)
        return self.filter(Q(state=Post.State.HELD) | Exists(reports))


class Post(models.Model):
    """A question under a lesson, or an answer to one (``question`` is set; answers have no title and no answers).

    ``lesson`` is the original where the lesson is shown in several courses: its aliases share one discussion. The body
    is kept as it was written, in our small Markdown (``courses/post_markup.py``), and made safe whenever it is shown.
    """

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        HELD = "held", _("held back")
        HIDDEN = "hidden", _("hidden by staff")
        REMOVED = "removed", _("removed by its author")

    lesson = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    by_staff = models.BooleanField(default=False)
    title = models.CharField(_("title"), max_length=120, blank=True)
    body = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SHOWN)
    accepted = models.BooleanField(default=False, help_text=_("Staff say that this answers the question."))
    helped_at = models.DateTimeField(null=True, blank=True, help_text=_("When the asker said that it helped."))
    created_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["lesson", "question", "-created_at"], name="posts_of_a_lesson"),
            models.Index(fields=["state", "created_at"], name="posts_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(accepted=True), name="one_accepted_answer_per_question"
            ),
            models.CheckConstraint(
                condition=Q(question__isnull=False) | Q(accepted=False, helped_at=None), name="only_answers_help"
            ),
        ]

    def __str__(self) -> str:
        return f"{'answer' if self.question_id else 'question'} {self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether its words are for everybody in the discussion."""
        return self.state == self.State.SHOWN

    @property
    def is_question(self) -> bool:
        """Whether it is one, and not an answer."""
        return self.question_id is None

    @property
    def thread_id(self) -> int:
        """The id of the question that it is or answers."""
        return self.question_id or self.pk


class PostReport(models.Model):
    """One person's word to staff that a post should be looked at; ``settled_at`` says when staff decided."""

    class Reason(models.TextChoices):
        UNSAFE = "unsafe", _("It is unsafe advice")
        PRIVATE = "private", _("It says too much about a client or another person")
        RUDE = "rude", _("It is rude or hurtful")
        ADVERT = "advert", _("It advertises something")
        OTHER = "other", _("Something else")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)
    words = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"],
                condition=Q(settled_at=None),
                name="one_open_report_per_post_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

"""Who wants to hear of new posts, and what was sent to whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Following(models.Model):
    """One person follows a question, or (``question`` empty) everything under a lesson.

    ``step`` is the page at which they chose to: the lesson itself or an alias of it in their course, where links lead.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings")
    lesson = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    step = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(
        "courses.Post", null=True, blank=True, on_delete=models.CASCADE, related_name="followers"
    )
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question"], condition=Q(question__isnull=False), name="follow_a_question_once"
            ),
            models.UniqueConstraint(
                fields=["person", "lesson"], condition=Q(question=None), name="follow_a_lesson_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.question_id or f'lesson {self.lesson_id}'}"


class DigestChoice(models.Model):
    """Whether a person wants the daily mail about discussions; who never chose gets it."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_choice")
    wanted = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {'daily' if self.wanted else 'never'}"


class Digest(models.Model):
    """One day's mail to one person; ``sent_at`` is set before it goes out, so that it never goes out twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_per_person_and_day")]

    def __str__(self) -> str:
        return f"digest {self.pk}"


class DigestLine(models.Model):
    """A post that a person is told of, once and never again; ``step`` is where its link leads for this person."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("courses.Post", on_delete=models.CASCADE, related_name="+")
    step = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["post__created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "post"], name="tell_a_person_of_a_post_once")]

    def __str__(self) -> str:
        return f"{self.digest_id}: post {self.post_id}"

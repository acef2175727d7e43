"""What each marker gave, what a student says against it, and the comments that markers use again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .script import Script
from .shares import ShareField


class Marking(models.Model):
    """What one assessor gives one script: a level for each criterion (ids by ids), the share they make, a comment.

    A draft may lack levels. ``counts`` says that the script's final mark rests on it.
    """

    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="markings")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict)
    share = ShareField()
    comment = models.TextField(blank=True)
    final = models.BooleanField(default=False)
    counts = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["script", "assessor"], name="one_marking_per_script_and_assessor"),
            models.CheckConstraint(condition=Q(final=False) | Q(share__isnull=False), name="a_final_marking_is_whole"),
        ]

    def __str__(self) -> str:
        return f"script {self.script_id}, by person {self.assessor_id}"


class Appeal(models.Model):
    """A student asks once for another look at a released mark; ``share_before`` is the mark appealed against.

    ``understood``: they were told that the mark can also go down, and a pass with it.
    """

    class Outcome(models.TextChoices):
        UP = "up", _("the mark went up")
        SAME = "same", _("the mark stayed the same")
        DOWN = "down", _("the mark went down")

    script = models.OneToOneField(Script, on_delete=models.CASCADE, related_name="appeal")
    reason = models.TextField()
    understood = models.BooleanField()
    lodged_at = models.DateTimeField()
    share_before = ShareField(null=False)
    outcome = models.CharField(max_length=4, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(understood=True), name="who_appeals_knows_the_risk")]

    def __str__(self) -> str:
        return f"appeal about script {self.script_id}"


class CommentSnippet(models.Model):
    """A comment that markers of a question use again."""

    question = models.ForeignKey(
        "quizzes.Question", on_delete=models.CASCADE, related_name="comment_snippets", verbose_name=_("question")
    )
    text = models.TextField(_("comment"), max_length=1000)

    class Meta:
        verbose_name = _("reusable comment")
        verbose_name_plural = _("reusable comments")
        ordering = ["question", "pk"]

    def __str__(self) -> str:
        return self.text[:70]

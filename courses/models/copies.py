"""A course that is being copied as its next edition, or was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseCopy(models.Model):
    """One copy of a course, made in the background; ``done`` of ``total`` pages are there.

    One for each address: a second request for the same is led to the first. ``claimed_at`` keeps two workers apart.
    """

    source = models.ForeignKey("courses.CoursePage", on_delete=models.CASCADE, related_name="+")
    result = models.ForeignKey("courses.CoursePage", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(_("address"), max_length=255, unique=True)
    price_minor = models.PositiveIntegerField(null=True)
    keep_live = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("copy of a course")
        verbose_name_plural = _("copies of courses")

    def __str__(self) -> str:
        return f"{self.title} ({self.done}/{self.total})"

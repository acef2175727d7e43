"""What the health report found, kept until the page is looked at again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.health.finding import Kind, Severity


class ExternalLink(models.Model):
    """An address elsewhere that our pages link to, and what it answered when it was last asked."""

    url = models.URLField(_("address"), max_length=500, unique=True)
    checked_at = models.DateTimeField(_("last asked"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    works = models.BooleanField(_("works"), null=True)

    class Meta:
        verbose_name = _("external link")

    def __str__(self) -> str:
        return self.url


class HealthFinding(models.Model):
    """One thing to look at: on a page, or a picture or document of the library.

    ``group`` is the course (or other page with ``is_health_group``) that the page belongs to.
    """

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="health_findings")
    group = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+")
    image = models.ForeignKey("content.AcademyImage", models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey("content.AcademyDocument", models.CASCADE, null=True, blank=True, related_name="+")
    link = models.ForeignKey(ExternalLink, models.CASCADE, null=True, blank=True, related_name="findings")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity.choices)
    text = models.CharField(_("what"), max_length=500)
    place = models.CharField(max_length=80, blank=True)
    found_at = models.DateTimeField(_("found"))

    class Meta:
        verbose_name = _("finding")
        ordering = ["severity", "kind", "page_id", "pk"]
        indexes = [models.Index(fields=["severity", "kind"], name="findings_worst_first")]

    def __str__(self) -> str:
        return self.text

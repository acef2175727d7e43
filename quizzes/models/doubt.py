"""A certificate that a regrade touches."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .regrade import RegradeChange


class Doubt(models.Model):
    """A certificate whose pass a regrade, or its undoing, took away: it stays as it is until staff decide."""

    class State(models.TextChoices):
        OPEN = "open", _("to decide")
        KEPT = "kept", _("kept")
        REVOKED = "revoked", _("revoked")
        SETTLED = "settled", _("settled: the pass was restored")

    change = models.OneToOneField(RegradeChange, on_delete=models.PROTECT, related_name="doubt")
    award = models.CharField(_("certificate"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, db_index=True)
    raised_at = models.DateTimeField(_("since"))
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("certificate to decide about")
        verbose_name_plural = _("certificates to decide about")
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        return f"{self.award}: {self.get_state_display()}"

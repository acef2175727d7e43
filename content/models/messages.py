"""What came through the contact page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactMessage(models.Model):
    """What someone wrote to the academy; ``mailed_at``: when staff got it by mail; ``status``: whether it is done.

    ``mail_claimed_at`` keeps two workers from mailing it at once.
    """

    class Status(models.TextChoices):
        NEW = "new", _("new")
        HANDLED = "handled", _("handled")

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    website = models.URLField(_("website"), max_length=300, blank=True)
    subject = models.CharField(_("subject"), max_length=160)
    message = models.TextField(_("message"), max_length=5000)
    received_at = models.DateTimeField(_("received"), db_index=True)
    mailed_at = models.DateTimeField(_("mailed to staff"), null=True, blank=True)
    mail_claimed_at = models.DateTimeField(null=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW, db_index=True)
    note = models.TextField(_("note"), blank=True, help_text=_("For colleagues: who answered, and what."))

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("contact message")
        verbose_name_plural = _("contact messages")

    def __str__(self) -> str:
        return f"{self.name}: {self.subject}"

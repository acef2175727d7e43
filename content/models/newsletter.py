"""The newsletter: who asked for it, what for, and the letters that went out."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField


def new_token() -> str:
    """Return an unguessable word for an address."""
    return secrets.token_urlsafe(24)


class Subscriber(models.Model):
    """An e-mail address and what it agreed to; letters go only to those with ``confirmed_at`` and without ``left_at``.

    ``consent`` is the sentence that was agreed to, as it stood then. ``token`` opens its own settings, nothing else.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    new_courses = models.BooleanField(_("new courses"), default=True)
    offers = models.BooleanField(_("discounts and offers"), default=True)
    articles = models.BooleanField(_("new articles"), default=True)
    consent = models.TextField(_("agreed to"))
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("newsletter subscriber")
        verbose_name_plural = _("newsletter subscribers")

    def __str__(self) -> str:
        return self.email

    @property
    def is_on(self) -> bool:
        """Whether letters go to this address."""
        return self.confirmed_at is not None and self.left_at is None


class Letter(models.Model):
    """A letter to everybody who asked for its topic; once sent it stays as it was."""

    class Topic(models.TextChoices):
        NEW_COURSES = "new_courses", _("new courses")
        OFFERS = "offers", _("discounts and offers")
        ARTICLES = "articles", _("new articles")

    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    subject = models.CharField(_("subject"), max_length=160)
    text = RichTextField(_("text"), features=["bold", "italic", "link", "ul", "ol"])
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        permissions = [("send_letter", "Can send a letter to all who asked for it")]

    def __str__(self) -> str:
        return self.subject


class LetterCopy(models.Model):
    """One letter to one subscriber: claimed before it is sent, so that nobody gets it twice."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="copies")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "subscriber"], name="one_copy_per_letter_and_subscriber")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} → {self.subscriber_id}"

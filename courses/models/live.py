"""A live session of a course: when it is, and the way in."""

from datetime import datetime, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

DOOR_OPENS = timedelta(minutes=15)
LONGEST_MINUTES = 600


class LiveSessionQuerySet(models.QuerySet["LiveSession"]):
    """Sessions, in adjectives."""

    def not_over(self, at: datetime) -> Self:
        """Those that may still run or are to come, soonest first; ask ``is_over`` of each for the very end."""
        return self.filter(starts_at__gt=at - timedelta(minutes=LONGEST_MINUTES)).order_by("starts_at", "pk")


class LiveSession(models.Model):
    """A booked session with a tutor; its link goes only to those who have a seat, and only while the door is open."""

    shown_publicly = True

    key = models.SlugField(_("key"), max_length=80, unique=True, help_text=_("Its name in source files."))
    course = models.ForeignKey(
        "courses.CoursePage", on_delete=models.CASCADE, related_name="live_sessions", verbose_name=_("course")
    )
    title = models.CharField(_("title"), max_length=160)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(LONGEST_MINUTES)]
    )
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("“Online”, or a room."))
    join_url = models.URLField(_("link to join"), blank=True, help_text=_("Shown to nobody before the door opens."))
    host = models.CharField(_("with"), max_length=120, blank=True)

    objects = LiveSessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("live session")
        verbose_name_plural = _("live sessions")

    def __str__(self) -> str:
        return f"{self.title}, {timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"

    def clean(self) -> None:
        if not self.place and not self.join_url:
            raise ValidationError({"place": _t("Say where it is, or give a link to join.")})

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def opens_at(self) -> datetime:
        """When the door opens: a quarter of an hour before the start."""
        return self.starts_at - DOOR_OPENS

    def is_open(self, at: datetime) -> bool:
        """Whether one may join now."""
        return self.opens_at <= at < self.ends_at

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended."""
        return at >= self.ends_at

    @property
    def zone_words(self) -> str:
        """The time zone of the times we print, in words: British clocks, and which of the two."""
        return _t("UK time, %(zone)s") % {"zone": timezone.localtime(self.starts_at).tzname()}

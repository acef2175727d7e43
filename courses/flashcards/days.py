"""The student's day: it begins at four in the morning by their own clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import User

BEGINS = time(4)


def zone_of(student: User) -> ZoneInfo:
    """Return the student's time zone, the academy's for a person who has none."""
    return ZoneInfo(getattr(student, "time_zone", "") or settings.TIME_ZONE)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the day that ``at`` belongs to."""
    local = at.astimezone(zone)
    return local.date() if local.time() >= BEGINS else local.date() - timedelta(days=1)


def beginning_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which ``day`` begins."""
    return datetime.combine(day, BEGINS, tzinfo=zone)


def end_of_today(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment at which the day of ``at`` is over."""
    return beginning_of(day_of(at, zone) + timedelta(days=1), zone)

"""Live sessions as a course's files hold them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from courses.models import CoursePage, LiveSession

from .shapes import SessionFile

FIELDS = ("title", "minutes", "place", "join_url", "host")


def keep_session(*, course: CoursePage, session: SessionFile, at: datetime) -> bool:
    """Bring a session to what its file says; one that is always some days ahead moves on once it is over."""
    values = {name: getattr(session, name) for name in FIELDS} | {"course_id": course.pk}
    kept = LiveSession.objects.filter(key=session.key).first()
    if session.starts_at or kept is None or kept.is_over(at):
        values["starts_at"] = session.starts_at or _ahead(session, at)
    if kept and all(getattr(kept, name) == value for name, value in values.items()):
        return False
    LiveSession.objects.update_or_create(key=session.key, defaults=values)
    return True


def _ahead(session: SessionFile, at: datetime) -> datetime:
    day = timezone.localdate(at) + timedelta(days=session.days_ahead or 0)
    return timezone.make_aware(datetime.combine(day, session.hour))


def session_data(session: LiveSession) -> dict[str, Any]:
    """Return a session as its file holds it, at its fixed time."""
    data = {"key": session.key, "starts_at": session.starts_at.isoformat()}
    return data | {name: value for name in FIELDS if (value := getattr(session, name))}

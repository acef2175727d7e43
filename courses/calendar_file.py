"""A live session as a file for calendars (iCalendar, RFC 5545)."""

from datetime import UTC, datetime

from courses.models import LiveSession

LONGEST_LINE = 75


def calendar_of(session: LiveSession, *, address: str, course_title: str, at: datetime) -> str:
    """Return the calendar file of ``session``; ``address`` is that of our own door, not the link behind it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//NMT Academy//Live sessions//EN",
        "BEGIN:VEVENT",
        f"UID:live-session-{session.pk}@{address.split('/')[2]}",
        f"DTSTAMP:{_moment(at)}",
        f"DTSTART:{_moment(session.starts_at)}",
        f"DTEND:{_moment(session.ends_at)}",
        f"SUMMARY:{_text(session.title)}",
        f"DESCRIPTION:{_text(course_title)}",
        f"LOCATION:{_text(session.place)}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> str:
    """Break a line after 75 bytes, never within a letter."""
    parts: list[str] = []
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE - bool(parts):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])

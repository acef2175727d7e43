"""Lengths of time in words, for students."""

from datetime import timedelta

from django.utils.translation import ngettext

#: From here on minutes are counted in hours.
MANY = timedelta(hours=3)


def in_words(length: timedelta) -> str:
    """Return a length of time as a student reads it: “18 minutes 45 seconds”, “4 hours 30 minutes”."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60) if length >= MANY else (0, minutes)
    parts = [
        (hours, ngettext("%(n)d hour", "%(n)d hours", hours)),
        (minutes, ngettext("%(n)d minute", "%(n)d minutes", minutes)),
        (seconds, ngettext("%(n)d second", "%(n)d seconds", seconds)),
    ]
    return " ".join(words % {"n": number} for number, words in parts if number)

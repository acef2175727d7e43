"""What the health report says of a page: kinds, severities, one finding."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.IntegerChoices):
    """The worst first."""

    ERROR = 1, _("error")
    WARNING = 2, _("warning")
    NOTE = 3, _("note")


class Kind(models.TextChoices):
    """What a finding is about."""

    LINK = "link", _("broken link")
    EXTERNAL = "external", _("external link")
    ALT = "alt", _("alternative text")
    MEDIA = "media", _("captions and transcripts")
    TERM = "term", _("unknown term")
    READING = "reading", _("reading level")
    LENGTH = "length", _("length and minutes")
    HEADING = "heading", _("headings")
    EMPTY = "empty", _("empty block")
    LESSON = "lesson", _("parts of a lesson")
    UNUSED = "unused", _("unused media")
    DRAFT = "draft", _("drafts")


@dataclass(frozen=True)
class Finding:
    """One thing to look at; ``place`` is the id of a block or the name of a field, ``url`` an external address."""

    kind: Kind
    severity: Severity
    text: str
    place: str = ""
    url: str = ""


#: What the hook ``register_health_checks`` returns: findings about a live page, given as its own type.
Check = Callable[[models.Model], Iterable[Finding]]

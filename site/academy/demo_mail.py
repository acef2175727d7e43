"""The demo's mailbox: what the academy would have sent, so that a newcomer can read the code for signing in."""

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

SHOWN = 30
SEPARATOR = b"-" * 79


@dataclass(frozen=True)
class Mail:
    """One message as a person reads it."""

    to: str
    subject: str
    date: str
    text: str


def newest_mails(folder: Path, limit: int = SHOWN) -> list[Mail]:
    """Return the newest messages that Django's file backend wrote, newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [mail for file in files[:limit] for mail in reversed(read_mails(file))][:limit]


def read_mails(file: Path) -> list[Mail]:
    """Return the messages of one file in the order in which they were written."""
    return [read_mail(part) for part in file.read_bytes().split(SEPARATOR) if part.strip()]


def read_mail(raw: bytes) -> Mail:
    """Parse one message; the plain-text part is what is shown."""
    message: EmailMessage = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Mail(
        to=str(message["to"]),
        subject=str(message["subject"]),
        date=str(message["date"]),
        text=body.get_content() if body else "",
    )


@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the demo's newest mails; the address exists only where ``settings.DEMO`` is on."""
    return render(request, "academy/demo_mail.html", {"mails": newest_mails(Path(settings.VAR) / "mail")})

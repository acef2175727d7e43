"""Joining the newsletter, choosing its topics, leaving it, and sending a letter to those who asked for it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from content.models.newsletter import Letter, LetterCopy, Subscriber

TOPICS = ("new_courses", "offers", "articles")
Then = Callable[[int], object]


@transaction.atomic
def ask_to_join(*, email: str, topics: dict[str, bool], consent: str, at: datetime, then: Then) -> Subscriber:
    """Note that somebody gave this address; nothing but one mail that asks for confirmation goes to it (``then``).

    An address that is on already keeps its topics: only its owner, through the mail, may change them.
    """
    asked, created = Subscriber.objects.select_for_update().get_or_create(
        email=email.lower(), defaults={"consent": consent, "asked_at": at, **topics}
    )
    if not created and not asked.is_on:
        for name, value in {**topics, "consent": consent, "asked_at": at}.items():
            setattr(asked, name, value)
        asked.save()
    transaction.on_commit(partial(then, asked.pk))
    return asked


@transaction.atomic
def confirm(*, token: str, at: datetime) -> Subscriber | None:
    """Take the owner's word for it; saying it twice changes nothing."""
    asked = Subscriber.objects.select_for_update().filter(token=token).first()
    if asked and not asked.is_on:
        asked.confirmed_at, asked.left_at = at, None
        asked.save(update_fields=["confirmed_at", "left_at"])
        record(action="newsletter.join", target=asked, at=at, to_value="on", reason=asked.consent)
    return asked


@transaction.atomic
def choose_topics(*, token: str, topics: dict[str, bool]) -> Subscriber | None:
    """Keep what the owner wants to hear of."""
    asked = Subscriber.objects.select_for_update().filter(token=token).first()
    if asked:
        for name in TOPICS:
            setattr(asked, name, topics[name])
        asked.save(update_fields=TOPICS)
    return asked


@transaction.atomic
def leave(*, token: str, at: datetime) -> Subscriber | None:
    """Stop all letters at once; leaving twice changes nothing."""
    asked = Subscriber.objects.select_for_update().filter(token=token).first()
    if asked and asked.left_at is None:
        asked.left_at = at
        asked.save(update_fields=["left_at"])
        record(action="newsletter.leave", target=asked, at=at, from_value="on", to_value="left")
    return asked


@transaction.atomic
def send_letter(*, letter_id: int, actor: User, at: datetime, then: Then) -> bool:
    """Have a letter sent; return False where it was sent before."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.sent_at:
        return False
    letter.sent_at = at
    letter.save(update_fields=["sent_at"])
    record(action="newsletter.send", target=letter, actor=actor, at=at, to_value=letter.topic, reason=letter.subject)
    transaction.on_commit(partial(then, letter.pk))
    return True


def mail_copies(*, letter_id: int, at: datetime) -> int:
    """Mail a letter to everybody who asked for its topic and has no copy yet; return to how many."""
    letter = Letter.objects.get(pk=letter_id)
    wanting = Subscriber.objects.filter(**{letter.topic: True}, confirmed_at__isnull=False, left_at=None)
    return sum(_mail_copy(letter, reader, at) for reader in wanting.exclude(pk__in=letter.copies.values("subscriber")))


def _mail_copy(letter: Letter, reader: Subscriber, at: datetime) -> bool:
    """A copy is claimed first: whoever dies after that leaves one reader without a letter, never with two."""
    try:
        copy = LetterCopy.objects.create(letter=letter, subscriber=reader, claimed_at=at)
    except IntegrityError:
        return False
    text = strip_tags(letter.text.replace("</p>", "\n\n").replace("</li>", "\n"))
    _mail(reader, letter.subject, "letter", text=text)
    copy.mailed_at = at
    copy.save(update_fields=["mailed_at"])
    return True


def mail_question(*, subscriber_id: int) -> None:
    """Ask the owner of an address whether it was they who gave it, or tell them that they are on already."""
    asked = Subscriber.objects.get(pk=subscriber_id)
    subject = _("You are on our newsletter already") if asked.is_on else _("Please confirm: our newsletter")
    _mail(asked, subject, "already" if asked.is_on else "confirm")


def _mail(reader: Subscriber, subject: str, name: str, **context: object) -> None:
    links = {kind: settings.PUBLIC_URL + reverse(f"newsletter_{kind}", args=[reader.token]) for kind in LINKS}
    EmailMessage(
        subject=subject,
        body=render_to_string(f"content/mail/newsletter_{name}.txt", {"reader": reader, "links": links, **context}),
        to=[reader.email],
        headers={"List-Unsubscribe": f"<{links['leave']}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    ).send()


LINKS = ("confirm", "topics", "leave")

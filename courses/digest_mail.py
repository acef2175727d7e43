"""The words of the daily mail about discussions, and the link that ends it without signing in."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from courses.discussion_names import author_name
from courses.discussion_place import room_url
from courses.models import DigestLine

SALT = "courses.discussion.digest"
EXCERPT_LETTERS = 300


def compose(person: User, lines: Sequence[DigestLine]) -> EmailMessage:
    """Return the mail that tells ``person`` of ``lines``; a mail program can end it with one click (RFC 8058)."""
    leave_url = settings.PUBLIC_URL + reverse("discussion_leave", args=[leave_token(person)])
    ordered = sorted(lines, key=lambda line: (line.step.title, line.post.thread_id, line.post.created_at))
    context = {
        "name": person.get_short_name(),
        "lessons": [
            (title, [_entry(line) for line in group]) for title, group in groupby(ordered, lambda line: line.step.title)
        ],
        "leave_url": leave_url,
        "settings_url": f"{settings.PUBLIC_URL}{reverse('profile')}#discussions",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    return EmailMessage(
        subject=ngettext("One new post in your discussions", "%(count)s new posts in your discussions", len(lines))
        % {"count": len(lines)},
        body=render_to_string("courses/mail/digest.txt", context).strip() + "\n",
        to=[person.email],
        headers={"List-Unsubscribe": f"<{leave_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _entry(line: DigestLine) -> dict[str, Any]:
    post = line.post
    url = settings.PUBLIC_URL + room_url(line.step, "discussion_question", post.thread_id)
    words = {"name": author_name(post), "title": post.title or (post.question.title if post.question else "")}
    return {
        "said": (_("%(name)s asks: %(title)s") if post.is_question else _("%(name)s answers “%(title)s”")) % words,
        "excerpt": Truncator(" ".join(post.body.split())).chars(EXCERPT_LETTERS),
        "url": url if post.is_question else f"{url}?answer={post.pk}#post-{post.pk}",
    }


def leave_token(person: User) -> str:
    """Return what proves that a link came from our mail to ``person``; it serves to end the mail and nothing else."""
    return signing.dumps(person.pk, salt=SALT)


def person_of(token: str) -> User | None:
    """Return whose mail a link ends, or ``None`` for a token that is not ours."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None

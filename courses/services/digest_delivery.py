"""Sending a digest, at most once.

``sent_at`` is set before the mail goes: whoever dies in between loses a digest rather than sending it twice; a mail
server that refuses leaves it to the next round.
"""

from datetime import datetime

from courses.digest_mail import compose
from courses.models import Digest, Post
from courses.services.following import wants_digest


def deliver_digest(*, digest_id: int, at: datetime) -> bool:
    """Send a digest unless it was sent; return whether this call did it."""
    digests = Digest.objects.filter(pk=digest_id)
    if not digests.filter(sent_at=None).update(sent_at=at):
        return False
    digest = digests.select_related("person").get()
    try:
        return _send(digest)
    except Exception:
        digests.update(sent_at=None)
        raise


def _send(digest: Digest) -> bool:
    """Mail what is still there to be told to somebody who still wants it."""
    lines = list(
        digest.lines.filter(post__state=Post.State.SHOWN).select_related("post__question", "post__author", "step")
    )
    if not lines or not digest.person.is_active or not wants_digest(digest.person):
        return False
    compose(digest.person, lines).send()
    return True

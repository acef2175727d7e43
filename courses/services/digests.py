"""The daily mail: one to each person with everything new in what they follow, and no post told twice.

A digest and its lines are written in one transaction and sent after it (``courses/services/digest_delivery.py``).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.services.mending import mend_each
from courses.access import may_open
from courses.discussion_place import standing_at
from courses.models import Digest, DigestLine, Following, Post
from courses.services.digest_delivery import deliver_digest
from courses.tasks_discussion import send_digest

#: The hour, on British clocks, from which a day's digests go out.
FROM_HOUR = 7
#: What is older is no news any more: a digest switched on again does not tell of last year.
NEWS_FOR = timedelta(days=14)
MOST_LINES = 50
GRACE = timedelta(minutes=10)


def send_daily(*, at: datetime) -> list[str]:
    """Make the digests that are due today and send again what a mail server had refused; safe at any time."""
    late = Digest.objects.filter(sent_at=None, made_at__lt=at - GRACE)
    sent = list(mend_each(late, partial(_send_late, at)))
    if timezone.localtime(at).hour >= FROM_HOUR:
        list(mend_each(_people_due(at), partial(_make, at)))
    return sent


def _send_late(at: datetime, digest: Digest) -> Iterator[str]:
    if deliver_digest(digest_id=digest.pk, at=at):
        yield f"Digest {digest.pk} is sent now."


def _make(at: datetime, person: User) -> Iterator[None]:
    make_digest(person=person, at=at)
    yield from ()


def _people_due(at: datetime) -> QuerySet[User]:
    """Everybody who follows something, wants the mail and has had none today."""
    had = Digest.objects.filter(day=timezone.localdate(at)).values("person")
    unwanted = Q(digest_choice__wanted=False) | Q(pk__in=had)
    return User.objects.filter(is_active=True, pk__in=Following.objects.values("person")).exclude(unwanted)


@transaction.atomic
def make_digest(*, person: User, at: datetime) -> Digest | None:
    """Write down what ``person`` is told today, and send it once that is certain; ``None`` if there is nothing."""
    User.objects.select_for_update().get(pk=person.pk)
    day = timezone.localdate(at)
    lines = [] if Digest.objects.filter(person=person, day=day).exists() else list(_news_for(person, at))
    if not lines:
        return None
    digest = Digest.objects.create(person=person, day=day, made_at=at)
    for line in lines:
        line.digest = digest
    DigestLine.objects.bulk_create(lines)
    transaction.on_commit(partial(send_digest.enqueue, digest.pk), robust=True)
    return digest


def _news_for(person: User, at: datetime) -> Iterator[DigestLine]:
    """Yield a line for each post that is new to ``person``, in discussions that they may still read."""
    followings = list(person.followings.select_related("step"))
    told = DigestLine.objects.filter(person=person).values("post")
    concerned = Q(question__in=[one.question_id for one in followings if one.question_id]) | Q(
        lesson__in=[one.lesson_id for one in followings if one.question_id is None]
    )
    posts = Post.objects.shown().filter(concerned, created_at__gt=at - NEWS_FOR)
    posts = posts.exclude(author=person).exclude(pk__in=told).order_by("created_at", "pk")[:MOST_LINES]
    readable: dict[int, bool] = {}
    for post in posts:
        following = next((one for one in followings if _concerns(one, post)), None)
        if following is None:
            continue
        if following.step_id not in readable:
            readable[following.step_id] = _may_read(following, at)
        if readable[following.step_id]:
            yield DigestLine(person=person, post=post, step_id=following.step_id)


def _concerns(following: Following, post: Post) -> bool:
    if post.created_at <= following.since:
        return False
    if following.question_id is not None:
        return following.question_id == post.question_id
    return following.lesson_id == post.lesson_id


def _may_read(following: Following, at: datetime) -> bool:
    """Ask the gate as the page itself would: a seat may have gone, a lesson been taken down."""
    step, person = following.step.specific, following.person
    return standing_at(person, step, may_open(user=person, step=step, at=at)).may_read

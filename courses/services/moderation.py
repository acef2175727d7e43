"""Reporting a post, and what staff decide about it: each decision has a reason and is audited."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from courses.discussion_rules import REPORTS_THAT_HOLD
from courses.models import Post, PostReport


@transaction.atomic
def report_post(*, post: Post, reporter: User, reason: str, words: str, at: datetime) -> PostReport:
    """Tell staff of a post, once a person until they have decided; several people hold it back until then."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    report, _created = PostReport.objects.get_or_create(
        post=post, reporter=reporter, settled_at=None,
        defaults={"reason": reason, "words": words, "created_at": at},
    )  # fmt: skip
    open_reports = post.reports.filter(settled_at=None).count()
    if open_reports >= REPORTS_THAT_HOLD and post.is_shown and not post.by_staff:
        _set_state(post, Post.State.HELD, at=at, action="post.hold", reason=f"{open_reports} reports")
    return report


@transaction.atomic
def hide_post(*, post: Post, actor: User, reason: str, at: datetime) -> Post:
    """Hide a post from everybody but staff; a line in its place says so."""
    post = _settled(post, at)
    if post.state == Post.State.REMOVED:
        return _forget_words(post, actor=actor, reason=reason, at=at)
    post.accepted = False
    return _set_state(post, Post.State.HIDDEN, at=at, action="post.hide", reason=reason, actor=actor)


@transaction.atomic
def restore_post(*, post: Post, actor: User, reason: str, at: datetime) -> Post:
    """Show a post that was hidden or held back; what its author took back stays away."""
    post = _settled(post, at)
    if post.state == Post.State.REMOVED:
        return _forget_words(post, actor=actor, reason=reason, at=at)
    return _set_state(post, Post.State.SHOWN, at=at, action="post.restore", reason=reason, actor=actor)


@transaction.atomic
def dismiss_reports(*, post: Post, actor: User, reason: str, at: datetime) -> Post:
    """Say that nothing is wrong with a post: reports are settled, and what they held back is shown again."""
    post = _settled(post, at)
    if post.state == Post.State.REMOVED:
        return _forget_words(post, actor=actor, reason=reason, at=at)
    state = Post.State.SHOWN if post.state == Post.State.HELD else post.state
    return _set_state(post, state, at=at, action="post.dismiss", reason=reason, actor=actor)


def _settled(post: Post, at: datetime) -> Post:
    post = Post.objects.select_for_update().get(pk=post.pk)
    post.reports.filter(settled_at=None).update(settled_at=at)
    return post


def _set_state(post: Post, state: str, *, at: datetime, action: str, reason: str, actor: User | None = None) -> Post:
    before, post.state = post.state, Post.State(state)
    post.save(update_fields=["state", "accepted"])
    audit.record(action=action, target=post, at=at, actor=actor, from_value=before, to_value=post.state, reason=reason)
    return post


def _forget_words(post: Post, *, actor: User, reason: str, at: datetime) -> Post:
    """What its author had taken back was kept for this decision only."""
    post.title = post.body = ""
    post.save(update_fields=["title", "body"])
    audit.record(action="post.forget", target=post, at=at, actor=actor, to_value=post.state, reason=reason)
    return post

"""Asking, answering, putting right and taking back; saying that an answer is right, or that it helped."""

from datetime import datetime, timedelta

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from accounts.services import audit
from courses.discussion_place import lesson_of
from courses.discussion_rules import is_marked_as_edited, must_wait
from courses.models import Post
from courses.services.following import follow

#: The same words sent again within this time are one post: somebody pressed twice.
PRESSED_TWICE = timedelta(minutes=10)


class PostClosedError(Exception):
    """The post is hidden or removed: nothing can be done to it."""


@transaction.atomic
def ask_question(*, author: User, step: Page, title: str, body: str, at: datetime, by_staff: bool = False) -> Post:
    """Put a question under ``step``; its author follows it."""
    words = {"lesson_id": lesson_of(step), "question": None, "title": title, "body": body}
    post = _write(author, words, at=at, by_staff=by_staff)
    follow(person=author, step=step, question=post, at=at)
    return post


@transaction.atomic
def answer_question(*, question: Post, author: User, body: str, at: datetime, by_staff: bool = False) -> Post:
    """Answer a question; raise PostClosedError if it was hidden or removed meanwhile."""
    question = _locked(question)
    if not question.is_question or question.state in {Post.State.HIDDEN, Post.State.REMOVED}:
        raise PostClosedError
    return _write(
        author, {"lesson_id": question.lesson_id, "question": question, "body": body}, at=at, by_staff=by_staff
    )


@transaction.atomic
def edit_post(*, post: Post, body: str, at: datetime, title: str = "") -> Post:
    """Keep new words of the author; later than a quarter of an hour the post says that it was edited."""
    post = _locked(post)
    if post.state not in {Post.State.SHOWN, Post.State.HELD}:
        raise PostClosedError
    if (post.title, post.body) == (title, body):
        return post
    post.title, post.body = title, body
    if is_marked_as_edited(created_at=post.created_at, at=at):
        post.edited_at = at
    if post.is_shown and _must_wait(post):
        post.state = Post.State.HELD
        audit.record(action="post.hold", target=post, at=at, to_value=post.state, reason="edited: a new author's link")
    post.save(update_fields=["title", "body", "edited_at", "state"])
    return post


@transaction.atomic
def remove_post(*, post: Post, at: datetime) -> None:
    """Take a post back for its author: an answered question leaves a trace, words under report stay with staff."""
    post = _locked(post)
    if post.state in {Post.State.HIDDEN, Post.State.REMOVED}:
        raise PostClosedError
    reports = post.reports.all()
    if not reports and not post.answers.exists():
        post.delete()
        return
    if not reports.filter(settled_at=None).exists():
        post.title = post.body = ""
    post.state, post.accepted, post.helped_at = Post.State.REMOVED, False, None
    post.save(update_fields=["title", "body", "state", "accepted", "helped_at"])


@transaction.atomic
def accept_answer(*, answer: Post, accepted: bool, actor: User, at: datetime) -> None:
    """Say for the academy that this is the answer, in place of any other; or take that back."""
    question = Post.objects.select_for_update().get(pk=answer.thread_id)
    answer = _locked(answer)
    if answer.is_question or not answer.is_shown:
        raise PostClosedError
    if answer.accepted == accepted:
        return
    question.answers.filter(accepted=True).update(accepted=False)
    answer.accepted = accepted
    answer.save(update_fields=["accepted"])
    audit.record(action="post.accept", target=answer, at=at, actor=actor, from_value=not accepted, to_value=accepted)


@transaction.atomic
def mark_helped(*, answer: Post, helped: bool, at: datetime) -> None:
    """Keep that an answer helped the asker, or that it did not after all."""
    answer = _locked(answer)
    if answer.is_question or not answer.is_shown:
        raise PostClosedError
    answer.helped_at = (answer.helped_at or at) if helped else None
    answer.save(update_fields=["helped_at"])


def _write(author: User, words: dict, *, at: datetime, by_staff: bool) -> Post:
    """Make a post, unless its author has just sent the same; one that must wait is held back."""
    User.objects.select_for_update().get(pk=author.pk)
    same = Post.objects.filter(author=author, created_at__gt=at - PRESSED_TWICE, **words).first()
    if same:
        return same
    post = Post(author=author, by_staff=by_staff, created_at=at, **words)
    if _must_wait(post):
        post.state = Post.State.HELD
    post.save()
    if not post.is_shown:
        audit.record(action="post.hold", target=post, at=at, to_value=post.state, reason="a new author's link")
    return post


def _must_wait(post: Post) -> bool:
    shown_before = Post.objects.shown().filter(author=post.author_id).exclude(pk=post.pk).count()
    return must_wait(f"{post.title}\n{post.body}", shown_before=shown_before, by_staff=post.by_staff)


def _locked(post: Post) -> Post:
    found = Post.objects.select_for_update().filter(pk=post.pk).first()
    if found is None:
        raise PostClosedError
    return found

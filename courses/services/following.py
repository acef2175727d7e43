"""Following a question or a lesson, and saying whether one wants mail about it."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from courses.discussion_place import lesson_of
from courses.models import DigestChoice, Following, Post


def follow(*, person: User, step: Page, at: datetime, question: Post | None = None) -> None:
    """Let a person hear of what is new in a question or, without one, in the whole discussion under ``step``."""
    Following.objects.get_or_create(
        person=person, lesson_id=lesson_of(step), question=question, defaults={"step_id": step.pk, "since": at}
    )


def unfollow(*, person: User, step: Page, question: Post | None = None) -> None:
    """Let them hear of it no more."""
    Following.objects.filter(person=person, lesson_id=lesson_of(step), question=question).delete()


@transaction.atomic
def choose_digest(*, person: User, wanted: bool) -> None:
    """Keep whether a person wants the daily mail."""
    DigestChoice.objects.update_or_create(person=person, defaults={"wanted": wanted})


def wants_digest(person: User) -> bool:
    """Whether a person gets the daily mail; who never chose does."""
    choice = DigestChoice.objects.filter(person=person).first()
    return choice is None or choice.wanted

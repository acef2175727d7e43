"""Closures for tests of discussions."""

from datetime import UTC, datetime, timedelta

from accounts.models import User
from courses.models import Post
from courses.services.discussion import answer_question, ask_question

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def room(lesson, rest: str = "") -> str:
    """An address in the discussion under a lesson."""
    return "/" + "/".join(lesson.url_path.strip("/").split("/")[1:]) + f"/discussion/{rest}"


def ask(author: User, lesson, title: str = "Where do I press?", body: str = "I wonder.", at=NOON, **fields) -> Post:
    """Ask through the service."""
    return ask_question(author=author, step=lesson, title=title, body=body, at=at, **fields)


def reply(question: Post, author: User, body: str = "Beside the spine, never on it.", at=NOON, **fields) -> Post:
    """Answer through the service."""
    return answer_question(question=question, author=author, body=body, at=at, **fields)


def make_posts(lesson, author: User, questions: int, answers: int = 0) -> list[Post]:
    """Many questions at once, the first with so many answers; past the services, for the tests of size."""
    made = Post.objects.bulk_create(
        Post(lesson_id=lesson.pk, author=author, title=f"Question {n}", body="Words.", created_at=NOON + n * MINUTE)
        for n in range(questions)
    )
    Post.objects.bulk_create(
        Post(lesson_id=lesson.pk, question=made[0], author=author, body=f"Answer {n}", created_at=NOON + n * MINUTE)
        for n in range(answers)
    )
    return made

"""What the demo's people ask and answer under lessons, through the services; a second run adds nothing."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from courses.models import LessonPage, Post
from courses.services.discussion import accept_answer, answer_question, ask_question, mark_helped

from .pages import DATA, read_yaml


def keep_discussions(*, at: datetime) -> int:
    """Ask and answer what is not there yet; return how many questions the file has."""
    entries = read_yaml(DATA / "discussions.yaml")
    for number, entry in enumerate(entries):
        lesson = LessonPage.objects.filter(url_path__endswith=f"/courses/{entry['path']}/").first()
        if lesson and not Post.objects.filter(lesson=lesson, title=entry["title"]).exists():
            _keep_question(lesson, entry, at=at - timedelta(minutes=37 * number))
    return len(entries)


def _keep_question(lesson: LessonPage, entry: dict[str, Any], *, at: datetime) -> None:
    question = ask_question(
        author=_person(entry),
        step=lesson,
        title=entry["title"],
        body=entry["body"].strip(),
        at=at - timedelta(days=entry["day"]),
    )
    for number, reply in enumerate(entry.get("answers", []), 1):
        _keep_answer(question, reply, at=at - timedelta(days=reply["day"]) + timedelta(hours=number))


def _keep_answer(question: Post, reply: dict[str, Any], *, at: datetime) -> None:
    author, is_staff = _person(reply), reply.get("staff", False)
    answer = answer_question(question=question, author=author, body=reply["body"].strip(), at=at, by_staff=is_staff)
    if reply.get("accepted"):
        accept_answer(answer=answer, accepted=True, actor=author, at=at)
    if reply.get("helped"):
        mark_helped(answer=answer, helped=True, at=at + timedelta(hours=2))


def _person(entry: dict[str, Any]) -> User:
    return User.objects.get(email=f"{entry['author']}@example.com")

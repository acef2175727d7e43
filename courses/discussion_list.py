"""What a discussion shows: its questions in order, one question with its answers; a constant number of queries."""

from dataclasses import dataclass

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import QuerySet

from content.search import tidy
from courses.discussion_room import Room
from courses.models import Following, Post

QUESTIONS_PER_PAGE = 20
ANSWERS_PER_PAGE = 25
LATEST = 5
SORTS = ("unanswered", "newest")


@dataclass(frozen=True)
class Asked:
    """What a list was asked for: words to find, and the order."""

    query: str
    sort: str


def asked_of(data) -> Asked:
    """Read a query string; what makes no sense is as if it was not there."""
    sort = data.get("sort", "")
    return Asked(tidy(data.get("q", "")), sort if sort in SORTS else SORTS[0])


def questions_of(room: Room, asked: Asked) -> QuerySet[Post]:
    """Return the questions of a room, those without an answer first or simply the newest first."""
    questions = room.posts.questions_of(room.lesson_id).worth_listing().with_answer_counts()
    questions = questions.matching(asked.query) if asked.query else questions
    first = ["is_answered"] if asked.sort == "unanswered" else []
    return questions.order_by(*first, "-created_at", "-pk")


def page_of_questions(room: Room, asked: Asked, number: str | None) -> PageOfList:
    """Return one page of the list."""
    return Paginator(questions_of(room, asked), QUESTIONS_PER_PAGE).get_page(number)


def latest_questions(room: Room) -> tuple[list[Post], int]:
    """Return the newest few questions, and how many there are: what the lesson shows."""
    questions = questions_of(room, Asked("", "newest"))
    return list(questions[:LATEST]), questions.count()


def page_of_answers(room: Room, question: Post, number: str | None, answer: str | None) -> PageOfList:
    """Return one page of the answers, the accepted one first; ``answer`` asks for the page that holds this one."""
    answers = room.posts.filter(question=question).exclude(state=Post.State.REMOVED)
    answers = answers.order_by("-accepted", "created_at", "pk")
    if answer and answer.isdecimal():
        keys = list(answers.values_list("pk", flat=True))
        place = keys.index(int(answer)) if int(answer) in keys else 0
        number = str(place // ANSWERS_PER_PAGE + 1)
    return Paginator(answers, ANSWERS_PER_PAGE).get_page(number)


def follows(room: Room, question: Post | None = None) -> bool:
    """Whether the person follows a question or, without one, the whole discussion."""
    return Following.objects.filter(person=room.person, lesson_id=room.lesson_id, question=question).exists()

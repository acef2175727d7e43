"""Moodle XML."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from quizzes.exchange.common.base import Data, Notes, Reading
from quizzes.exchange.common.taking import with_keys
from quizzes.exchange.common.xml_tree import parse, root_name
from quizzes.exchange.moodle.reading import Reader
from quizzes.exchange.moodle.writing import write_quiz

NAME = "moodle"
LABEL = gettext_lazy("Moodle XML")
FILENAME = "questions-moodle.xml"


def recognises(name: str, body: bytes) -> bool:
    """Whether the root is a quiz."""
    return root_name(body) == "quiz"


def read(name: str, body: bytes) -> Reading:
    """Return the questions of a file."""
    reader = Reader()
    parse(body, reader.take)
    return Reading(tuple(with_keys(reader.items)), tuple(reader.notes))


def write(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a file."""
    return write_quiz(questions, notes)

"""QTI 2.1, and what of 2.0 and 2.2 is the same."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from quizzes.exchange.common.archives import is_archive
from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.xml_tree import root_name
from quizzes.exchange.qti.names import V21
from quizzes.exchange.qti.packages import write_package
from quizzes.exchange.qti.reading import read

__all__ = ["read"]

NAME = "qti21"
LABEL = gettext_lazy("QTI 2.1")
FILENAME = "questions-qti21.zip"
ROOTS = {"assessmentItem", "assessmentTest", "assessmentSection", "questestinterop"}


def recognises(name: str, body: bytes) -> bool:
    """Whether it is an item of version 2, or a package that no other format claims."""
    return is_archive(body) or root_name(body) in ROOTS


def write(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a package."""
    return write_package(questions, notes, V21)

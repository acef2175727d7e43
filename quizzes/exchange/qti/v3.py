"""QTI 3.0."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from quizzes.exchange.common.archives import is_archive
from quizzes.exchange.common.base import Data, Notes
from quizzes.exchange.common.xml_tree import root_name
from quizzes.exchange.qti.names import V3
from quizzes.exchange.qti.packages import write_package
from quizzes.exchange.qti.reading import has_version_3, read

__all__ = ["read"]

NAME = "qti3"
LABEL = gettext_lazy("QTI 3.0")
FILENAME = "questions-qti3.zip"


def recognises(name: str, body: bytes) -> bool:
    """Whether it is an item of this version, or a package that says so."""
    return has_version_3(body) if is_archive(body) else root_name(body).startswith("qti-assessment")


def write(questions: Iterable[Data], notes: Notes) -> bytes:
    """Return a package."""
    return write_package(questions, notes, V3)

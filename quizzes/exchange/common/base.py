"""What reading a file finds and what writing one yields; the shape of a format."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

#: A question as ``QuestionData`` takes it; decimals are told as text ("0.5"), so that they stay exact.
Data = dict[str, Any]
#: What changes on the way, in words; whoever converts a part appends to it.
Notes = list[str]


class Refusal(ValueError):
    """Why something cannot be taken or written, in words for the author; ``line`` is where, if that is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class Taken:
    """A question-like thing found in a file: what it becomes, or why it cannot be taken (``refused``).

    ``line`` counts from 1, in the member of a package that ``name`` then names; ``notes`` say what changes on the way.
    """

    line: int | None
    name: str
    data: Data | None
    notes: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Reading:
    """Everything question-like in a file, in its order; ``notes`` are about the file as a whole."""

    items: tuple[Taken, ...]
    notes: tuple[str, ...] = ()
    format: str = ""

    @property
    def questions(self) -> list[Data]:
        """The questions that can be taken."""
        return [item.data for item in self.items if item.data is not None]


@dataclass(frozen=True)
class Written:
    """A file; ``notes`` say, by key, what could not be written faithfully and why."""

    body: bytes
    filename: str
    notes: tuple[str, ...] = ()


class Format(Protocol):
    """The shape of a module in ``quizzes.exchange``; ``quizzes.exchange.FORMATS`` lists them."""

    NAME: str
    LABEL: Promise | str
    FILENAME: str

    def recognises(self, name: str, body: bytes) -> bool:
        """Whether a file is of this format, by its content first and its name second."""

    def read(self, name: str, body: bytes) -> Reading:
        """Return what is in the file; raise Refusal if it cannot be read as a whole."""

    def write(self, questions: Iterable[Data], notes: Notes) -> bytes:
        """Return the file; append to ``notes`` what could not be written faithfully."""

"""What courses' files hold that another app understands: questions, cases, quizzes, practicals and treatment logs.

Courses know nothing of them; the app that does registers one ``Bank`` when it starts.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

from wagtail.models import Page

from accounts.models import User

Data = dict[str, Any]

#: The steps that are a file each, by the list in ``modules.yaml`` that names them.
PRACTICES = {"practicals": "practical", "logs": "log"}


class Bank(Protocol):
    """The verbs that loading and exporting ask for; faults are sentences without file and line."""

    def faults_in(self, *, bank: Data) -> list[tuple[tuple[str | int, ...], str]]:
        """Return what is wrong with a file of questions and cases: place and sentence."""

    def faults_in_quiz(self, *, quiz: Data) -> list[tuple[tuple[str | int, ...], str]]:
        """Return what is wrong with a file of a quiz: place and sentence."""

    def minutes_of_quiz(self, *, quiz: Data) -> tuple[int, bool]:
        """Return the guided minutes of a quiz and whether they are practice."""

    def keep(self, *, bank: Data, at: datetime, actor: User | None) -> int:
        """Bring questions and cases to what a file says; return how many that changed."""

    def keep_quiz(self, *, module: Page, quiz: Data, at: datetime, actor: User | None) -> Page:
        """Bring a quiz of ``module`` to what a file says; raise ValueError if it names what is not there."""

    def faults_in_practice(self, *, kind: str, practice: Data) -> list[tuple[tuple[str | int, ...], str]]:
        """Return what is wrong with a file of a practical or a log (``kind``): place and sentence."""

    def minutes_of_practice(self, *, kind: str, practice: Data) -> tuple[int, bool]:
        """Return the guided minutes of a practical or a log and whether they are practice."""

    def keep_practice(self, *, kind: str, module: Page, practice: Data, actor: User | None) -> tuple[Page, bool]:
        """Bring a practical or a log of ``module`` to what a file says; return it and whether that changed it."""

    def practices_of(self, *, module: Page) -> Iterator[tuple[str, str, Data]]:
        """Give each live practical and log of ``module``: its kind, its slug and its data."""

    def question_data(self, *, question_id: int) -> tuple[str, Data] | None:
        """Return key and data of a question of the bank."""

    def quizzes_of(self, *, module: Page) -> Iterator[tuple[str, Data, Data]]:
        """Give each live quiz of ``module``: its slug, its data, and the questions and cases that it asks."""


_banks: list[Bank] = []


def register_bank(bank: Bank) -> None:
    """Let loading and exporting ask ``bank``; the last one registered counts."""
    _banks[:] = [bank]


def the_bank() -> Bank:
    """Return the registered bank; raise LookupError if no app has one."""
    if not _banks:
        raise LookupError("no app has registered a question bank")
    return _banks[0]

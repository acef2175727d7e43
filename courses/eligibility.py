"""The small eligibility check of a sales page: one question, a plain answer. A rule without a database."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

#: Our answer by what the visitor is: (kind of state, sentence).
VERDICTS = {
    "eligible": ("good", _("Yes, you can join this course.")),
    "direct": ("wait", _("Start with the course that needs no foundation.")),
    "not_yet": ("warn", _("Not yet.")),
}


@dataclass(frozen=True)
class Choice:
    """One line that the visitor may say of themselves; ``number`` is its value in the form."""

    number: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Eligibility:
    """The question's choices and, once one is chosen, the answer; ``kind`` is a kind of state component."""

    choices: tuple[Choice, ...]
    answer: str = ""
    kind: str = ""
    sentence: str = ""
    explanation: str = ""


def check_eligibility(course, asked: Mapping[str, str]) -> Eligibility:
    """Answer ``asked["route"]``, the number of a route of ``course``; an unknown number is no answer."""
    routes = {str(number): block.value for number, block in enumerate(course.eligibility, 1)}
    chosen = asked.get("route", "")
    choices = tuple(Choice(number, route["label"], number == chosen) for number, route in routes.items())
    if chosen not in routes:
        return Eligibility(choices)
    route = routes[chosen]
    kind, sentence = VERDICTS[route["answer"]]
    return Eligibility(choices, route["answer"], kind, str(sentence), route["explanation"])

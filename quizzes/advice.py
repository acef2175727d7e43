"""What an author should look at again in a question that is valid: hints, not faults.

Sources: Haladyna, Downing & Rodriguez 2002, a taxonomy of guidelines for writing multiple-choice items.
"""

import re
from collections.abc import Iterator, Sequence

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from quizzes.types import Definition
from quizzes.types.choice import Option

LONGEST = 160  # characters: more is hard to hold in mind beside the others
FAR_LONGER = 1.4  # times the mean of the others
CATCH_ALL = re.compile(r"\b(all|none|both|neither) of (the above|these|them)\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(not|except|least)\b")


def advice_on(definition: Definition) -> list[str]:
    """Return sentences about what weakens the question; none is a good sign and no proof."""
    options: Sequence[Option] = getattr(definition, "options", ())
    choosable = [option for option in options if isinstance(option, Option)]
    return [*_about_texts(definition), *_about_options(choosable)]


def _about_texts(definition: Definition) -> Iterator[str]:
    if not definition.rationale:
        yield _("Without a rationale the review teaches nothing.")
    if not definition.outcome:
        yield _("Without a learning outcome the result cannot say what to revise.")
    if NEGATION.search(strip_tags(definition.stem)):
        yield _("The stem asks for what is not so: write the word in capitals, or ask the other way round.")


def _about_options(options: list[Option]) -> Iterator[str]:
    for option in options:
        if CATCH_ALL.search(option.text):
            yield _("“%(text)s” gives itself away, and cannot be shuffled.") % {"text": option.text}
        elif len(option.text) > LONGEST:
            yield _("An option has %(n)d characters: “%(text)s …”") % {"n": len(option.text), "text": option.text[:40]}
    keys = [option for option in options if option.correct]
    if len(keys) == 1 and _is_far_longest(keys[0], [option for option in options if not option.correct]):
        yield _("The right option is by far the longest: those who guess will guess it.")
    if options and not any(option.feedback for option in options):
        yield _("No option has feedback.")


def _is_far_longest(key: Option, others: list[Option]) -> bool:
    lengths = [len(option.text) for option in others]
    return bool(lengths) and len(key.text) > max(*lengths, FAR_LONGER * sum(lengths) / len(lengths))

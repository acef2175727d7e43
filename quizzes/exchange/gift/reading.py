"""From blocks of GIFT to questions."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Notes, Refusal, Taken
from quizzes.exchange.common.categories import category_tags
from quizzes.exchange.common.essays import write_in
from quizzes.exchange.common.extras import COMMON, with_extras
from quizzes.exchange.common.taking import name_of, take
from quizzes.exchange.gift.answers import read_answers
from quizzes.exchange.gift.comments import OWN
from quizzes.exchange.gift.source import Block, hide, rich, show, split_format

CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)")
GAP = "_____"


def taken_blocks(blocks: Iterable[Block]) -> Iterator[Taken]:
    """Take the questions block by block; a category holds for all that follow it."""
    category = ""
    for block in blocks:
        if found := CATEGORY.match(block.text[0]):
            category = found[1].strip()
            block.text.pop(0)
            block.line += 1
        if block.text:
            yield _take(block, category)


def _take(block: Block, category: str) -> Taken:
    source = hide("\n".join(block.text).strip())
    title, rest = _split_title(source)
    name = show(title) or name_of(show(split_format(rest.split("{")[0], "")[0]))
    return take(block.line, name, lambda notes: _question(title, rest, block, category, notes))


def _split_title(source: str) -> tuple[str, str]:
    if source.startswith("::") and (end := source.find("::", 2)) > 0:
        return source[2:end].strip(), source[end + 2 :].strip()
    return "", source


def split_parts(rest: str) -> tuple[str, str | None]:
    """Return stem and answers; text after the answers makes a gap of their place. Raise Refusal for odd braces."""
    opened, closed = rest.find("{"), rest.find("}")
    if opened == closed == -1:
        return rest, None
    if opened == -1 or closed < opened:
        raise Refusal(_("Its braces { } do not pair up; a blank line ends a question."))
    before, inside, after = rest[:opened], rest[opened + 1 : closed], rest[closed + 1 :]
    if "{" in inside + after or "}" in after:
        raise Refusal(_("It has more than one pair of braces: GIFT asks one thing at a time."))
    return (f"{before}{GAP}{after}" if after.strip() else before), inside.strip()


def _question(title: str, rest: str, block: Block, category: str, notes: Notes) -> Data:
    stem, answers = split_parts(rest)
    if answers is None:
        raise Refusal(_("It is a description: it asks nothing."))
    carried = dict(block.carried)
    feedback = ""
    if not answers.startswith(">") and "####" in answers:
        answers, _sign, feedback = answers.rpartition("####")
    told, form = rich(stem, "moodle", notes, _("Stem"))
    source = answers.strip()
    data = read_answers(source, form, carried, notes) if source else write_in(carried, notes)
    data |= {"stem": told, "key": carried.get("id") or show(title), "tags": _tags(block, category, notes)}
    data |= {"rationale": rich(feedback, form, notes, _("General feedback"))[0]}
    return with_extras(data, carried, [*COMMON, *OWN.get(data["type"], ())])


def _tags(block: Block, category: str, notes: Notes) -> list[str]:
    tags = [value for name, value in block.carried if name == "tag"]
    return tags + [tag for tag in category_tags(category, notes) if tag not in tags]

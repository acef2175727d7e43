"""A gap fill as the text of a cloze question."""

import html
import re

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Data, Refusal
from quizzes.exchange.common.texts import html_of, html_of_lines


def cloze(data: Data) -> str:
    """Return stem and text with the gaps in it; raise Refusal for answers that Moodle would misread."""
    kind = "SHORTANSWER_C" if data.get("case_sensitive") else "SHORTANSWER"
    codes = [_menu(gap) if gap.get("choices") else _typed(gap, kind) for gap in data["gaps"]]
    stem = f'<div class="stem">{_closed(html_of(data["stem"]))}</div>'
    text = _closed(html_of_lines(data["text"]))
    return stem + re.sub(r"\[(\d{1,2})\]", lambda found: codes[int(found[1]) - 1], text)


def _closed(text: str) -> str:
    return text.replace("{", "&#123;")


def _typed(gap: Data, kind: str) -> str:
    return f"{{1:{kind}:{'~'.join('=' + _escaped(text) for text in gap['answers'])}}}"


def _menu(gap: Data) -> str:
    told = [("=" if text in gap["answers"] else _weightless(text)) + _escaped(text) for text in gap["choices"]]
    return f"{{1:MULTICHOICE:{'~'.join(told)}}}"


def _weightless(text: str) -> str:
    return "%0%" if text.startswith(("=", "%")) else ""


def _escaped(text: str) -> str:
    if "\\" in text:
        raise Refusal(_("Moodle would misread the backslash in a gap: %(text)s") % {"text": text[:40]})
    return re.sub(r"([}#~])", r"\\\1", html.escape(text, quote=False))

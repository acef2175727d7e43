"""The sandbox's own small HTML: one page frame, a form per button, no script."""

import html
import string
from pathlib import Path

from courses.money_format import to_major

HERE = Path(__file__).parent
FRAME = string.Template((HERE / "frame.html").read_text("utf-8"))
STYLE = (HERE / "style.css").read_bytes()


def page(title: str, body: str) -> bytes:
    """A whole page; ``body`` is trusted, ``title`` is not."""
    return FRAME.substitute(title=html.escape(title), body=body).encode()


def text(value: object) -> str:
    """Escape a value for text and attributes."""
    return html.escape(str(value), quote=True)


def money(minor: int, currency: str) -> str:
    """Show an amount in minor units: ``120.00 GBP``."""
    return f"{to_major(minor, currency):,} {currency.upper()}"


def button(action: str, label: str, *, test: str, kind: str = "", inner: str = "") -> str:
    """A form of one button; ``inner`` holds more fields, ``test`` is the stable name for tests."""
    press = (
        f'<button class="{text(kind)}" data-test="{text(test)}" name="do" value="{text(test)}">{text(label)}</button>'
    )
    return f'<form method="post" action="{text(action)}" class="act">{inner}{press}</form>'


def status(word: str) -> str:
    """A status word with a colour and a border of its own."""
    return f'<span class="status status--{text(word)}">{text(word.replace("_", " "))}</span>'

"""``kill -9`` in a test: the running thread ends before a chosen source line of ours.

What follows the line never happens: an open transaction rolls back, callbacks and tasks that had not begun are lost.
What went out before it (a commit, a mail, a call to Stripe) stays. Only the calling thread is traced, and only what is
ours: Stripe's side is not.
"""

import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(f"{ROOT / name}/" for name in ("site", "content", "courses", "quizzes", "certificates"))
STRIPES = f"{ROOT / 'courses' / 'sandbox'}/"


class Killed(KeyboardInterrupt):
    """The process ended here. Of all exceptions this is the one that no runner of tasks keeps as a mere failure."""


@cache
def is_ours(filename: str) -> bool:
    """Whether a source file is this project's, Stripe's stand-in aside."""
    return filename.startswith(OURS) and not filename.startswith(STRIPES)


class Life:
    """The lines of ours that a thread has come to; a stretch of them ends when the world outside changes.

    To the world it makes no difference at which line of one stretch a process dies.
    """

    def __init__(self, outside: Callable[[], Hashable], is_over: Callable[["Life"], bool]) -> None:
        self.outside, self.is_over = outside, is_over
        self.lines = self.stretches = 0
        self.last: Hashable = object()
        self.died_at = ""

    def __call__(self, frame: FrameType, event: str, arg: Any) -> Callable | None:
        return self._in_frame if is_ours(frame.f_code.co_filename) else None

    def _in_frame(self, frame: FrameType, event: str, arg: Any) -> Callable:
        if event == "line":
            self._come_to(frame)
        return self._in_frame

    def _come_to(self, frame: FrameType) -> None:
        self.lines += 1
        now = self.outside()
        if now != self.last:
            self.stretches, self.last = self.stretches + 1, now
        if self.is_over(self):
            self.died_at = f"{frame.f_code.co_filename.removeprefix(f'{ROOT}/')}:{frame.f_lineno}"
            raise Killed(self.died_at)


@contextmanager
def life(
    *, outside: Callable[[], Hashable] = lambda: None, is_over: Callable[[Life], bool] = lambda _life: False
) -> Iterator[Life]:
    """Run the block line by line until ``is_over`` says that it dies there; without it, count."""
    lived, before = Life(outside, is_over), sys.gettrace()
    sys.settrace(lived)
    try:
        with suppress(Killed):
            yield lived
    finally:
        sys.settrace(before)

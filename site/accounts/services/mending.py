"""Mending row after row: one that is broken must not keep the others waiting."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

logger = logging.getLogger("academy.reconcile")

Row = TypeVar("Row")
Done = TypeVar("Done")


def mend_each(
    rows: Iterable[Row], mend: Callable[[Row], Iterable[Done]], *, give_up_on: tuple[type[Exception], ...] = ()
) -> Iterator[Done]:
    """Yield what ``mend`` gives for each row; a failure is logged with its row, and the next row follows.

    An error of ``give_up_on`` ends it, for the next row would meet the same.
    """
    for row in rows:
        try:
            yield from mend(row)
        except give_up_on:
            raise
        except Exception:
            logger.exception("%r could not be mended", row)

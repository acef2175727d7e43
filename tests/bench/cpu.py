"""CPU of one request in this process, every page in turn in each round: only figures of one run can be compared."""

import time
from itertools import cycle, islice

from tests.bench.asks import Visitor
from tests.bench.wsgi import answer

ROUNDS = 6
REQUESTS = 40


def milliseconds(pages: dict[str, list[Visitor]]) -> dict[str, float]:
    """Return CPU milliseconds by page: the smallest mean of the rounds, after a warm-up."""
    for visitors in pages.values():
        _mean(visitors, len(visitors))
    rounds = [{name: _mean(visitors, REQUESTS) for name, visitors in pages.items()} for _number in range(ROUNDS)]
    return {name: min(one[name] for one in rounds) for name in pages}


def _mean(visitors: list[Visitor], requests: int) -> float:
    asks = [visitor() for visitor in islice(cycle(visitors), requests)]
    began = time.process_time()
    for ask in asks:
        answer(ask)
    return 1000 * (time.process_time() - began) / requests

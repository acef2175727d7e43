"""The tables that ``make bench`` prints."""

from tests.bench.budgets import BUDGETS, YARDSTICK


def cost_table(queries: dict[str, int], cpu: dict[str, float]) -> list[str]:
    """Return a line for each page: queries and CPU beside what they may be; OVER where they are more."""
    lines = [f"{'':36}{'queries':>10}{'CPU ms':>10}{'ratio':>16}"]
    return lines + [_cost_line(name, queries.get(name), cpu.get(name), cpu[YARDSTICK]) for name in queries | cpu]


def over_queries(queries: dict[str, int]) -> list[str]:
    """Return the pages that ask the database more often than they may."""
    return [name for name, number in queries.items() if name in BUDGETS and number > (BUDGETS[name].queries or 0)]


def load_table(rates: dict[str, tuple[float, float]]) -> list[str]:
    """Return a line for each page: requests per second and the 95th percentile."""
    lines = [f"{'':36}{'requests/s':>12}{'p95 ms':>10}"]
    return lines + [f"{name:36}{rate:12.0f}{p95:10.1f}" for name, (rate, p95) in rates.items()]


def _cost_line(name: str, queries: int | None, cpu: float | None, yardstick: float) -> str:
    budget = BUDGETS.get(name)
    ratio = None if cpu is None else cpu / yardstick
    shown = [_against(queries, budget and budget.queries), "" if cpu is None else f"{cpu:.2f}"]
    shown.append("" if ratio is None else _against(round(ratio, 2), budget and budget.ratio))
    verdict = "  OVER" if budget and (_is_over(queries, budget.queries) or _is_over(ratio, budget.ratio)) else ""
    return f"{name:36}{shown[0]:>10}{shown[1]:>10}{shown[2]:>16}{verdict}"


def _against(figure: float | None, limit: float | None) -> str:
    return "" if figure is None else f"{figure}" if limit is None else f"{figure} of {limit}"


def _is_over(figure: float | None, limit: float | None) -> bool:
    return figure is not None and limit is not None and figure > limit

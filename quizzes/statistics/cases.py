"""What became of a case: how far students came, where they lost it, what way they took."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.statistics.figures import Figure, share, too_few


@dataclass(frozen=True)
class CaseRun:
    """One attempt at a case: the stages in the order in which they were reached, and those whose decision was right.

    ``critical_failures`` are the stages whose critical decision was not right; one never reached may be among them.
    """

    route: tuple[str, ...]
    right: frozenset[str] = frozenset()
    critical_failures: frozenset[str] = frozenset()

    @property
    def lost_at(self) -> str | None:
        """The first stage on the way whose decision was not fully right, given or not; ``None`` if there is none."""
        return next((stage for stage in self.route if stage not in self.right), None)


@dataclass(frozen=True)
class StageFigures:
    """One stage, in runs: those that reached it, were right in it, were lost at it, and failed the case on it."""

    stage: str
    reached: int
    right: int
    lost: int
    critical_failures: int


@dataclass(frozen=True)
class RouteFigures:
    """One way through the case and the runs that took it."""

    stages: tuple[str, ...]
    runs: int


@dataclass(frozen=True)
class CaseFigures:
    """A case over its ``runs``: ``unbroken`` were lost nowhere, ``failed`` did not get a critical decision right.

    ``failure_rate`` is a share, 0 to 1; ``routes`` come with the most taken first.
    """

    runs: int
    unbroken: int
    failed: int
    failure_rate: Figure
    stages: tuple[StageFigures, ...]
    routes: tuple[RouteFigures, ...]

    @property
    def too_few(self) -> bool:
        """There are too few runs to judge the case."""
        return too_few(self.runs)


def analyse_case(stages: Sequence[str], runs: Sequence[CaseRun]) -> CaseFigures:
    """Return the figures of a case; stages that only ``runs`` know, from an older revision, come last."""
    failed = sum(bool(run.critical_failures) for run in runs)
    return CaseFigures(
        runs=len(runs),
        unbroken=sum(run.lost_at is None for run in runs),
        failed=failed,
        failure_rate=share(failed, len(runs)),
        stages=tuple(_analyse_stages(stages, runs)),
        routes=tuple(RouteFigures(*route) for route in count_routes(runs)),
    )


def _analyse_stages(stages: Sequence[str], runs: Sequence[CaseRun]) -> Iterator[StageFigures]:
    reached = Counter(stage for run in runs for stage in set(run.route))
    right = Counter(stage for run in runs for stage in run.right & set(run.route))
    lost = Counter(run.lost_at for run in runs)
    critical = Counter(stage for run in runs for stage in run.critical_failures)
    for stage in (*stages, *sorted({*reached, *critical} - set(stages))):
        yield StageFigures(stage, reached[stage], right[stage], lost[stage], critical[stage])


def count_routes(runs: Sequence[CaseRun]) -> list[tuple[tuple[str, ...], int]]:
    """Return every sequence of stages with its number of runs, the most taken first, then by name."""
    return sorted(Counter(run.route for run in runs).items(), key=lambda route: (-route[1], route[0]))

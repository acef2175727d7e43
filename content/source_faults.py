"""What is wrong with a source file, and where."""

from collections.abc import Iterable


class SourceError(ValueError):
    """A fault in a source file; the message names file, line and what is wrong."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")


class SourceFaults(ValueError):
    """Several faults in source files, in the order in which they were found; a line for each."""

    def __init__(self, faults: Iterable[ValueError]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


def gather(faults: list[ValueError], error: ValueError) -> None:
    """Add an error to ``faults``, or each of those that it holds."""
    faults.extend(error.faults if isinstance(error, SourceFaults) else [error])

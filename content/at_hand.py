"""What this process took out of the shared cache lately: the next request need not fetch and unpack it again.

Only for values that nobody changes, under keys or with tokens of which the shared cache says whether they still hold.
"""

from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


class AtHand(Generic[T]):
    """A bounded memory of one process: at most ``most`` values, each for at most ``seconds``."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._values: dict[str, tuple[float, T]] = {}

    def get(self, key: str) -> T | None:
        """Return the value, or ``None`` if it is not at hand or too old."""
        ends, value = self._values.get(key, (0.0, None))
        return value if ends > monotonic() else None

    def put(self, key: str, value: T) -> None:
        """Keep the value; a full memory is emptied first."""
        if len(self._values) >= self.most:
            self._values.clear()
        self._values[key] = (monotonic() + self.seconds, value)

"""The budgets: what a page may cost in statements to the database, and in CPU against "hello with user"."""

from dataclasses import dataclass

YARDSTICK = "hello with user"


@dataclass(frozen=True)
class Budget:
    """At most so many queries, and so many times the CPU of the yardstick in the same process; ``None``: no limit."""

    queries: int | None
    ratio: float | None = None


BUDGETS = {
    "lesson page, enrolled student": Budget(5, 5),
    "My learning": Budget(8, 8),
    "save an answer": Budget(5, 4),
    "verify a certificate": Budget(2, 2),
    "catalogue, anonymous, cached": Budget(0, 0.5),
    "catalogue, anonymous, not cached": Budget(5),
    "course page, enrolled student": Budget(8),
    "submit and grade 60 questions": Budget(12),
    "nine-step attempt of 10 questions": Budget(60),
}

"""What others call: one sitting from start to mark."""

from quizzes.services.answering import Turn, flag, reveal_next, save_answer
from quizzes.services.starting import start
from quizzes.services.submitting import close_abandoned, submit

__all__ = ["Turn", "close_abandoned", "flag", "reveal_next", "save_answer", "start", "submit"]

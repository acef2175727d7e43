from .attempt import Attempt, Response
from .case import Case, CaseTag
from .pages import QuizPage
from .question import Question, QuestionTag

__all__ = ["Attempt", "Case", "CaseTag", "Question", "QuestionTag", "QuizPage", "Response"]

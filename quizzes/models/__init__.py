from .accommodation import Accommodation
from .attempt import Attempt, Response
from .banked import BankEntry
from .case import Case, CaseTag
from .doubt import Doubt
from .imports import ImportLine, QuestionImport
from .log import LogEntry, LogPage
from .marking import Appeal, CommentSnippet, Marking
from .observation import Evidence, Observation, ObservedCriterion
from .pages import QuizPage
from .picture_use import PictureUse
from .practical import PracticalPage
from .question import Question, QuestionTag
from .regrade import Regrade, RegradeChange
from .script import Script
from .student_mail import StudentMail
from .upload import Upload

__all__ = [
    "Accommodation",
    "Appeal",
    "Attempt",
    "BankEntry",
    "Case",
    "CaseTag",
    "CommentSnippet",
    "Doubt",
    "Evidence",
    "ImportLine",
    "LogEntry",
    "LogPage",
    "Marking",
    "Observation",
    "ObservedCriterion",
    "PictureUse",
    "PracticalPage",
    "Question",
    "QuestionImport",
    "QuestionTag",
    "QuizPage",
    "Regrade",
    "RegradeChange",
    "Response",
    "Script",
    "StudentMail",
    "Upload",
]

from .copies import CourseCopy
from .course import CoursePage
from .discussion import Post, PostReport
from .edits import EditNotice, NoticeReading
from .flashcard_choices import CardReport, CardSettings
from .flashcards import CardReview, CardState, CardUndo
from .following import Digest, DigestChoice, DigestLine, Following
from .imports import CourseImport
from .learning import Enrolment, StepRecord
from .lesson import LessonPage
from .live import LiveSession
from .money import CheckoutTry, LedgerEntry, Order, OrderNotice, StripeEvent
from .offline import OfflineReceipt
from .pages import CourseIndexPage, ModulePage
from .steps import StepMixin
from .study import StudyMark

__all__ = [
    "CardReport",
    "CardReview",
    "CardSettings",
    "CardState",
    "CardUndo",
    "CheckoutTry",
    "CourseCopy",
    "CourseImport",
    "CourseIndexPage",
    "CoursePage",
    "Digest",
    "DigestChoice",
    "DigestLine",
    "EditNotice",
    "Enrolment",
    "Following",
    "LedgerEntry",
    "LessonPage",
    "LiveSession",
    "ModulePage",
    "NoticeReading",
    "OfflineReceipt",
    "Order",
    "OrderNotice",
    "Post",
    "PostReport",
    "StepMixin",
    "StepRecord",
    "StripeEvent",
    "StudyMark",
]

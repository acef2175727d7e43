from .course import CoursePage
from .learning import Enrolment, StepRecord
from .lesson import LessonPage
from .money import CheckoutTry, LedgerEntry, Order, OrderNotice, StripeEvent
from .pages import CourseIndexPage, ModulePage
from .steps import StepMixin

__all__ = [
    "CheckoutTry",
    "CourseIndexPage",
    "CoursePage",
    "Enrolment",
    "LedgerEntry",
    "LessonPage",
    "ModulePage",
    "Order",
    "OrderNotice",
    "StepMixin",
    "StepRecord",
    "StripeEvent",
]

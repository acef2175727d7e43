from .learning import Enrolment, StepRecord
from .money import CheckoutTry, LedgerEntry, Order, OrderNotice, StripeEvent
from .pages import CourseIndexPage, CoursePage, LessonPage, ModulePage
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

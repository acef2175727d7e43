"""What the demo's students have done: each history is a plan, carried out through the services of the product."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from certificates.services.issuing import align
from courses.models import CoursePage, Enrolment, LessonPage, Order
from courses.outline import get_outline
from courses.services.orders import open_checkout, place_order
from courses.services.progress import complete_step, open_step
from courses.services.refunds import refund_order
from courses.services.sync import sync
from quizzes.models import QuizPage

from .papers import sit
from .sandbox_buyer import SandboxBuyer

LEVEL_4, DIRECT, CPD = range(3)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Plan:
    """One way through the academy.

    ``payment`` is a choice of the sandbox's checkout page, followed for bank debits by ``settled``; ``share`` is the
    part of the lessons that were done; ``sittings`` are the shares of right answers of each attempt; ``afterwards`` is
    what became of the money.
    """

    course: int
    payment: str
    share: float = 0.0
    sittings: tuple[float, ...] = ()
    settled: bool = False
    afterwards: str = ""


#: How many students take each way; the rest have an account and have bought nothing yet.
PLANS: tuple[tuple[int, Plan], ...] = (
    (9, Plan(CPD, "pay", 1.0, (1.0,))),
    (3, Plan(CPD, "pay", 1.0, (0.4, 1.0))),
    (2, Plan(CPD, "later_good", 1.0, (1.0,), settled=True)),
    (1, Plan(CPD, "later_good", 1.0, (1.0,))),
    (1, Plan(CPD, "pay", 1.0, (1.0,), afterwards="refund")),
    (1, Plan(CPD, "pay", 1.0, (1.0,), afterwards="dispute")),
    (1, Plan(CPD, "pay", 1.0, (1.0,), afterwards="dispute_won")),
    (1, Plan(CPD, "pay", 1.0, (1.0,), afterwards="dispute_lost")),
    (1, Plan(CPD, "pay", 1.0, (1.0,), afterwards="part_refund")),
    (1, Plan(CPD, "pay", 1.0, (0.3, 0.5, 0.4))),
    (4, Plan(CPD, "pay", 0.67)),
    (3, Plan(CPD, "pay", 0.34)),
    (2, Plan(CPD, "later_good", 0.34)),
    (1, Plan(CPD, "later_bad", 0.34, settled=True)),
    (2, Plan(CPD, "abandon")),
    (4, Plan(LEVEL_4, "pay", 1.0, (0.9,))),
    (2, Plan(LEVEL_4, "pay", 1.0, (0.5,))),
    (6, Plan(LEVEL_4, "pay", 0.6)),
    (5, Plan(LEVEL_4, "pay", 0.3)),
    (2, Plan(LEVEL_4, "later_good", 0.15)),
    (1, Plan(LEVEL_4, "decline")),
    (3, Plan(DIRECT, "pay")),
)


class Historian:
    """Carries plans out, each a little later in the past few weeks than the one before."""

    def __init__(self, courses: list[CoursePage], finance: User, say: Callable[[str], None]) -> None:
        self.courses = courses
        self.finance = finance
        self.say = say
        self.buyer = SandboxBuyer(settings.STRIPE_API_BASE, settings.STRIPE_SECRET_KEY)
        self.now = timezone.now()

    def write(self, students: list[User]) -> None:
        """Give each student a history; one who has an order already has theirs."""
        plans = [plan for number, plan in PLANS for _student in range(number)]
        for number, (student, plan) in enumerate(zip(students, plans, strict=False), 1):
            if not Order.objects.filter(student=student).exists():
                self.live(student, plan, self.now - timedelta(days=45) + timedelta(hours=12) * number)
            if number % 10 == 0:
                self.say(f"histories: {number} of {len(plans)} students")

    def live(self, student: User, plan: Plan, at: datetime) -> None:
        """Carry one plan out, beginning at ``at``."""
        order = self.buy(student, plan, at)
        seat = Enrolment.objects.filter(student=student, course=order.course).first()
        if seat is not None:
            self.study(seat, plan, at + HOUR)
        if plan.settled:
            self.buyer.settle(order, fails=plan.payment == "later_bad")
            order = sync(order=order, at=at + 5 * timedelta(days=1))
        if seat is not None:
            align(enrolment=seat, at=min(at + 6 * timedelta(days=1), self.now))
        if plan.afterwards:
            self.reverse(order, plan.afterwards, min(at + 20 * timedelta(days=1), self.now))

    def buy(self, student: User, plan: Plan, at: datetime) -> Order:
        """Order the course and do at the sandbox's checkout what the plan says."""
        order = place_order(student=student, course=self.courses[plan.course], at=at)
        address = f"{settings.PUBLIC_URL}/orders/{order.reference}/return/"
        checkout = open_checkout(order=order, at=self.now, success_url=address, cancel_url=address)
        self.buyer.choose(checkout.url, plan.payment)
        return sync(order=order, at=at)

    def study(self, seat: Enrolment, plan: Plan, at: datetime) -> None:
        """Do the share of the lessons, then sit the quiz as often as the plan says."""
        steps = get_outline(seat.course_id).steps
        lessons = [step for step in steps if step.kind == LessonPage.step_kind]
        for number, step in enumerate(lessons[: round(len(lessons) * plan.share)]):
            page = LessonPage.objects.get(pk=step.id)
            open_step(enrolment=seat, step=page, at=at + number * HOUR)
            complete_step(enrolment=seat, step=page, at=at + (number + 1) * HOUR)
        for number, share in enumerate(plan.sittings):
            for quiz in QuizPage.objects.filter(pk__in=[step.id for step in steps]):
                sit(seat, quiz, share=share, at=at + timedelta(days=1 + number))

    def reverse(self, order: Order, afterwards: str, at: datetime) -> None:
        """Send money back, or let the bank dispute it."""
        seat = Enrolment.objects.get(student=order.student, course=order.course)
        if afterwards in {"refund", "part_refund"}:
            amount = order.total_minor // 4 if afterwards == "part_refund" else None
            reason = "The student asked within 14 days." if amount is None else "A late start, by agreement."
            refund_order(order=order, amount_minor=amount, reason=reason, actor=self.finance, at=at)
        else:
            self.buyer.dispute(order)
            sync(order=order, at=at)
            if outcome := afterwards.removeprefix("dispute").strip("_"):
                self.buyer.end_dispute(order, outcome)
                sync(order=order, at=at)
        align(enrolment=seat, at=at)

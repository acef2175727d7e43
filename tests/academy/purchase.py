"""One student on the way from the checkout page to the certificate, each step through the public door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from django.test import Client
from django.utils import timezone

from accounts.models import User
from certificates.models import Certificate
from courses.models import CoursePage, Enrolment, LedgerEntry, LessonPage, Order, OrderNotice, StripeEvent
from courses.services.orders import place_order
from courses.services.progress import complete_step
from courses.services.sync import sync
from quizzes.models import Attempt, QuizPage
from quizzes.services import attempts
from tests.quizzes.conftest import save_right
from tests.stripe_world import StripeWorld


@dataclass
class Shop:
    """What can be bought, and where it is paid."""

    course: CoursePage
    quiz: QuizPage
    stripe: StripeWorld
    make_user: Callable[..., User]

    def purchase(self) -> "Purchase":
        """A new student with an order and an open checkout."""
        order = place_order(student=self.make_user(), course=self.course, at=timezone.now())
        return Purchase(self, order, self.stripe.checkout(order))

    def forget_everybody(self) -> None:
        """Take every student's history out of the database and out of Stripe."""
        for model in (Certificate, Attempt, Enrolment, OrderNotice, LedgerEntry, StripeEvent, Order):
            model.objects.all().delete()
        self.stripe.forget_everything()


@dataclass
class Purchase:
    """An order with its checkout session, and the student whose it is."""

    shop: Shop
    order: Order
    session_id: str

    @property
    def student(self) -> User:
        return self.order.student

    @property
    def seat(self) -> Enrolment:
        return Enrolment.objects.get(student=self.student)

    def signed_in(self) -> Client:
        """The student's browser."""
        client = Client()
        client.force_login(self.student)
        return client

    def pay(self) -> Self:
        """Pay by card, and come back."""
        self.shop.stripe.engine.pay(self.session_id)
        return self._come_back()

    def promise(self) -> Self:
        """Pay by a debit that takes days, and come back: the lessons open meanwhile."""
        self.shop.stripe.engine.pay_later(self.session_id)
        return self._come_back()

    def _come_back(self) -> Self:
        """See the truth before Stripe has told us; what it would have told is taken as told."""
        self.shop.stripe.engine.things["event"].clear()
        self.order = sync(order=self.order, at=timezone.now())
        return self

    def study(self) -> Self:
        """Complete every lesson."""
        for lesson in LessonPage.objects.descendant_of(self.shop.course):
            complete_step(enrolment=self.seat, step=lesson, at=timezone.now())
        return self

    def sit(self) -> Attempt:
        """Start the quiz and answer it right."""
        at = timezone.now()
        attempt = attempts.start(student=self.student, quiz=self.shop.quiz, at=at)
        save_right(attempt, 1, at=at)
        return attempt

    def pass_quiz(self) -> Self:
        """Sit the quiz and hand it in."""
        self.hand_in(self.sit())
        return self

    def hand_in(self, attempt: Attempt) -> None:
        attempts.submit(student=self.student, token=attempt.token, at=timezone.now())

    def money_arrives(self) -> Any:
        """The debit is paid; return Stripe's event."""
        engine = self.shop.stripe.engine
        engine.settle(engine.get("checkout.session", self.session_id)["payment_intent"])
        return self._last_event()

    def money_goes_back(self) -> Any:
        """All of it is refunded from Stripe's dashboard; return Stripe's event."""
        self.shop.stripe.engine.refund(self.shop.stripe.charge_of(self.order))
        return self._last_event()

    def bank_disputes(self) -> Any:
        """The buyer's bank takes the money back for now; return Stripe's event."""
        self.shop.stripe.engine.dispute(self.shop.stripe.charge_of(self.order))
        return self._last_event()

    def _last_event(self) -> Any:
        """Of the events of one step the last one must do: the others, which might mend the same, never come."""
        events = self.shop.stripe.engine.things["event"]
        for identifier in list(events)[:-1]:
            del events[identifier]
        return next(iter(events.values()))

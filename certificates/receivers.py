"""What certificates do when a course is completed or money moves: each enqueues a task and nothing else."""

from django.dispatch import receiver

from certificates.tasks import align_enrolment, align_order
from courses.models import Enrolment, Order
from courses.signals import course_completed, payment_cleared, payment_reversed


@receiver(course_completed, dispatch_uid="certificates.course_completed")
def on_course_completed(sender: type, enrolment: Enrolment, **_: object) -> None:
    """The course is complete: a certificate may be due."""
    align_enrolment.enqueue(enrolment.pk)


@receiver(payment_cleared, dispatch_uid="certificates.payment_cleared")
def on_payment_cleared(sender: type, order: Order, **_: object) -> None:
    """The money is there, for the first time or again."""
    align_order.enqueue(order.pk)


@receiver(payment_reversed, dispatch_uid="certificates.payment_reversed")
def on_payment_reversed(sender: type, order: Order, **_: object) -> None:
    """The money was, or may be, taken back."""
    align_order.enqueue(order.pk)

"""The three signals that go up a floor, each sent on commit with ``send_robust``; a receiver only enqueues a task."""

from django.dispatch import Signal

#: The last required step of a course was completed. Arguments: ``enrolment`` (courses.models.Enrolment).
course_completed = Signal()

#: An order's money cleared, for the first time or again (dispute won, refund failed). Arguments: ``order``.
payment_cleared = Signal()

#: An order's money was, or may be, taken back (refund, dispute, failed debit). Arguments: ``order``.
payment_reversed = Signal()

"""Taking in what a student did without a connection."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from courses.models import Enrolment, OfflineReceipt, StepRecord
from courses.offline.rules import REFUSALS, Verdict, moment_of, refusal_of
from courses.offline.shapes import Item
from courses.outline import Outline, get_outline, step_models
from courses.services.progress import done_step_ids, finish_course, open_step, save_position


@transaction.atomic
def take_in(*, enrolment: Enrolment, items: Sequence[Item], at: datetime) -> dict[UUID, Verdict]:
    """Write down what counts, oldest first, and say of each item what became of it; a repeat changes nothing.

    The device's clock dates the steps, within the seat and never in the future. The course is finished when we hear of
    it: the date on a certificate must not depend on a clock that its holder sets.
    """
    seat = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    intake = _Intake(seat, items, at)
    verdicts = {item.key: intake.take(item) for item in sorted(items, key=lambda item: item.at)}
    OfflineReceipt.objects.bulk_create(
        [OfflineReceipt(enrolment=seat, key=key, received_at=at) for key in intake.written], ignore_conflicts=True
    )
    if intake.written:
        finish_course(enrolment=seat, at=at)
    return verdicts


class _Intake:
    """One batch for one seat, with what was read for all of its items."""

    def __init__(self, seat: Enrolment, items: Sequence[Item], at: datetime) -> None:
        self.seat, self.at = seat, at
        self.outline: Outline = get_outline(seat.course_id)
        self.done = done_step_ids(seat)
        self.pages = Page.objects.live().public().in_bulk({item.step for item in items})
        keys = [item.key for item in items]
        self.known = set(OfflineReceipt.objects.filter(enrolment=seat, key__in=keys).values_list("key", flat=True))
        self.by_hand = {model.step_kind for model in step_models() if model.completes_by_hand}
        self.written: list[UUID] = []

    def take(self, item: Item) -> Verdict:
        """Write one item down, unless that was done before or it does not count."""
        if item.key in self.known:
            return Verdict.KNOWN
        self.known.add(item.key)
        verdict = self._judge(item)
        if verdict not in REFUSALS:
            self.written.append(item.key)
        if verdict is Verdict.ACCEPTED:
            self._write(item, moment_of(item.at, earliest=self.seat.started_at, now=self.at))
        return verdict

    def _judge(self, item: Item) -> Verdict:
        completed = self.seat.completed_at is not None
        if item.step not in self.pages:
            return Verdict.NOT_IN_COURSE
        if refusal := refusal_of(self.outline, item.step, self.done, completed=completed):
            return refusal
        if item.kind != "done":
            return Verdict.ACCEPTED
        step = self.outline.step(item.step)
        if step is None or step.kind not in self.by_hand:
            return Verdict.NOT_BY_HAND
        return Verdict.KNOWN if item.step in self.done else Verdict.ACCEPTED

    def _write(self, item: Item, moment: datetime) -> None:
        step = self.pages[item.step]
        if item.kind == "opened":
            open_step(enrolment=self.seat, step=step, at=moment)
        elif item.kind == "done":
            StepRecord.objects.mark_completed(enrolment=self.seat, step=step, at=moment)
            self.done.add(item.step)
        elif not self._is_overtaken(item, moment):
            save_position(enrolment=self.seat, step=step, position=item.position, at=moment)

    def _is_overtaken(self, item: Item, moment: datetime) -> bool:
        """Whether the student has been on the step since, elsewhere; the older place must not win."""
        later = StepRecord.objects.filter(enrolment=self.seat, step_id=item.step, last_opened_at__gt=moment)
        return later.exists()

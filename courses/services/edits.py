"""Telling students what changed in a step that they have: written when the revision goes live, never twice."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction
from wagtail.models import Page, Revision

from accounts.services import audit
from accounts.services.mending import mend_each
from courses.edit_rules import EditKind
from courses.models import CoursePage, EditNotice, Enrolment, NoticeReading
from courses.outline import forget_outline, step_models
from courses.services.telling import tell_students
from courses.tasks_edits import mail_edit_notice


@transaction.atomic
def announce_edit(*, step: Page, revision: Revision, at: datetime) -> EditNotice | None:
    """Take kind and note off the live ``step`` and make the notice of its ``revision``; ``None`` if that was made."""
    kind, note = step.edit_kind, step.edit_note
    clear_edit(step=step)
    notice, created = EditNotice.objects.get_or_create(
        revision=revision,
        defaults={"page_id": step.pk, "kind": kind, "note": note.strip(), "by": revision.user, "at": at},
    )
    if not created:
        return None
    audit.record(action="step.change", target=notice, at=at, actor=revision.user, to_value=kind, reason=note)
    courses = courses_showing(step)
    if notice.kind == EditKind.SAFETY:
        _ask_students(notice, courses)
    for course_id in courses:
        forget_outline(course_id)
        transaction.on_commit(partial(forget_outline, course_id))
    return notice


def clear_edit(*, step: Page) -> None:
    """Take kind and note off a live step, or off an alias that got them with its original's text."""
    type(step)._default_manager.filter(pk=step.pk).update(edit_kind="", edit_note="")
    step.edit_kind = step.edit_note = ""


def courses_showing(step: Page) -> list[int]:
    """Return the ids of the courses that show ``step``, its aliases too."""
    paths = [step.path, *Page.objects.filter(alias_of=step.pk).values_list("path", flat=True)]
    above = {path[: -2 * Page.steplen] for path in paths}
    return list(CoursePage.objects.filter(path__in=above).values_list("pk", flat=True))


def _ask_students(notice: EditNotice, course_ids: list[int]) -> None:
    """Everybody with a seat must read it, whether they came as far as this step or not."""
    seats = Enrolment.objects.filter(course__in=course_ids).exclude(access=Enrolment.Access.ENDED)
    students = seats.values_list("student_id", flat=True).distinct()
    NoticeReading.objects.bulk_create(NoticeReading(notice=notice, student_id=student) for student in students)
    transaction.on_commit(partial(mail_edit_notice.enqueue, notice.pk), robust=True)


def reconcile(*, at: datetime) -> list[str]:
    """Announce what went live while nobody could write it down, and send the mails that are still owed."""
    unsaid = (step for model in step_models() for step in model._default_manager.live().exclude(edit_kind=""))
    return [*mend_each(unsaid, partial(_announce, at)), *mend_each(_owed(), partial(_tell, at))]


def _announce(at: datetime, step: Page) -> Iterator[str]:
    if step.alias_of_id or step.live_revision is None:
        clear_edit(step=step)
    elif announce_edit(step=step, revision=step.live_revision, at=at):
        yield f"Step {step.pk}: its change is announced now."


def _owed() -> list[EditNotice]:
    return list(EditNotice.objects.filter(readings__in=NoticeReading.objects.owed()).distinct())


def _tell(at: datetime, notice: EditNotice) -> Iterator[str]:
    if told := tell_students(notice_id=notice.pk, at=at):
        yield f"Notice {notice.pk}: {told} mails are sent now."

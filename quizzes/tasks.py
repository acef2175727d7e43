"""Work done after the answer: each task calls one service that is safe to call twice."""

from django.utils import timezone
from django_tasks import task

from quizzes.services.regrade_mail import tell_students
from quizzes.services.student_mail import send_student_mail


@task()
def mail_regrade(regrade_id: int) -> int:
    """Write to the students whose result a regrade, or its undoing, changed."""
    return tell_students(regrade_id=regrade_id, at=timezone.now())


@task()
def mail_student(mail_id: int) -> bool:
    """Write to one student what they are owed."""
    return send_student_mail(mail_id=mail_id, at=timezone.now())

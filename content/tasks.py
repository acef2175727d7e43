"""Work for the worker; each task calls a service that is safe to call twice."""

from django.utils import timezone
from django_tasks import task

from content.services import newsletter, pictures
from content.services.mailing import mail_to_staff

#: Who waits for a mail, a mark or a certificate comes before pictures and reports, however many there are.
LATER = -10


@task()
def mail_contact_message(message_id: int) -> bool:
    """Mail a contact message to staff."""
    return mail_to_staff(message_id=message_id, at=timezone.now())


@task()
def mail_newsletter_question(subscriber_id: int) -> None:
    """Ask the owner of an address to confirm."""
    newsletter.mail_question(subscriber_id=subscriber_id)


@task()
def mail_letter(letter_id: int) -> int:
    """Mail a letter to those who asked for it."""
    return newsletter.mail_copies(letter_id=letter_id, at=timezone.now())


@task(priority=LATER)
def make_pictures(wanted: list[list]) -> int:
    """Make renditions that a page did without: pairs of a picture's key and a shape's name."""
    return pictures.make_pictures(wanted=[(int(key), str(shape)) for key, shape in wanted])


@task(priority=LATER)
def make_pictures_of_page(page_id: int) -> int:
    """Make what a published page shows."""
    return pictures.make_pictures_of_page(page_id=page_id)


@task(priority=LATER)
def make_pictures_of_image(image_id: int) -> int:
    """Make a changed picture anew where it is shown."""
    return pictures.make_pictures_of_image(image_id=image_id)

"""What to say to someone before whom the gate stays shut, and what they can do about it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail.models import Page

from courses.access_answer import Access, Reason
from courses.outline import get_outline


@dataclass(frozen=True)
class Refusal:
    """A heading, a sentence, and which way out the page offers: buy, sign_in, blocking, order, help, learn."""

    heading: str
    text: str
    ways: tuple[str, ...]


def refusal_context(request: HttpRequest, step: Page, access: Access) -> dict[str, Any]:
    """Return what ``courses/step_refused.html`` shows of a step that this visitor may not open."""
    outline = get_outline(step.course_id)
    return {
        "page": None,
        "step": step,
        "access": access,
        "outline": outline,
        "module": outline.module_of(step.pk),
        "refusal": refusal_for(access),
        "free_steps": [other for other in outline.steps if other.free_preview],
    }


def refusal_for(access: Access) -> Refusal:
    """Put the gate's reason into words."""
    if access.reason is Reason.LOCKED:
        return Refusal(_("Not open yet"), _blocked_by(access), ("blocking", "learn"))
    heading, text, ways = _SAYINGS.get(access.reason, _OTHERWISE)
    return Refusal(str(heading), str(text), ways)


def _blocked_by(access: Access) -> str:
    title = access.blocking.title if access.blocking else ""
    return _("The steps of this course go in order. Finish “%(title)s” first, then this one opens.") % {"title": title}


_SAYINGS = {
    Reason.PAYMENT_WAITING: (
        lazy("Your payment is on its way"),
        lazy("Some ways to pay take a few days. The lessons open by themselves as soon as the money arrives."),
        ("order", "learn"),
    ),
    Reason.PAUSED: (
        lazy("Your access is paused"),
        lazy("There is an open question about the payment. Nothing that you have done is lost."),
        ("order", "help"),
    ),
    Reason.ENDED: (
        lazy("Your access has ended"),
        lazy("Your progress is kept, and certificates that you have earned stay yours unless we wrote to you."),
        ("order", "buy", "help"),
    ),
    Reason.ANONYMOUS: (
        lazy("This step is part of a course"),
        lazy("Sign in if you have a seat. If you do not have one yet, see what the course offers."),
        ("sign_in", "buy"),
    ),
    Reason.NOT_ENROLLED: (
        lazy("This step is part of a course"),
        lazy("You do not have a seat in this course yet. See what it offers and what it costs."),
        ("buy",),
    ),
}
_OTHERWISE = (lazy("This page is not open to you"), lazy("It is kept for a smaller group of people."), ("help",))

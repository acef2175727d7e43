"""Small words and shapes of courses: hours, kinds of steps, ticks, addresses."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from content.search import excerpt, mark_words
from courses.access_answer import Access, Reason
from courses.edit_rules import SHORT_KINDS, EditKind
from courses.models import StepMixin
from courses.outline_types import Outline, OutlineModule
from courses.step_view import StepRow

register = template.Library()

KINDS = {
    "lesson": lazy("Lesson"),
    "quiz": lazy("Quiz"),
    "case": lazy("Case"),
    "practical": lazy("Practical assessment"),
    "log": lazy("Treatment log"),
}
#: Word and shape by state: a tick, an open ring, a lock; drawn on 16 × 16.
TICK = (
    '<circle cx="8" cy="8" r="7" fill="currentColor" stroke="none"/><path class="mark__cut" d="m5 8.4 2.1 2.1L11.2 6"/>'
)
RING = '<circle cx="8" cy="8" r="6.25"/>'
LOCK = '<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>'
MARKS = {
    "done": (lazy("Done"), TICK),
    "open": (lazy("To do"), RING),
    "locked": (lazy("Locked"), LOCK),
    "shut": (lazy("For students"), LOCK),
}

SEAT_STATES = {
    Reason.ENROLLED: ("wait", lazy("In progress")),
    Reason.PAYMENT_WAITING: ("warn", lazy("Payment on its way")),
    Reason.PAUSED: ("warn", lazy("Paused")),
    Reason.ENDED: ("neutral", lazy("Access ended")),
}


@register.filter
def hours(minutes: int) -> str:
    """Write guided minutes as people say them: “45 min”, “3 h”, “3 h 20 min”."""
    whole, rest = divmod(int(minutes or 0), 60)
    words = [_("%(hours)s h") % {"hours": whole}] if whole else []
    if rest or not whole:
        words.append(_("%(minutes)s min") % {"minutes": rest})
    return " ".join(words)


@register.simple_tag
def hours_count(number: int) -> str:
    """Write whole guided hours in words: “1 hour”, “120 hours”."""
    return ngettext("%(number)s hour", "%(number)s hours", number) % {"number": number}


@register.simple_tag
def guided_time(of: Outline | OutlineModule) -> str:
    """Say how long it takes, split into theory and practice where every minute is known to be one or the other."""
    if not of.minutes_practice or of.minutes_theory + of.minutes_practice < of.minutes:
        return hours(of.minutes)
    practice = _("%(time)s practice") % {"time": hours(of.minutes_practice)}
    if not of.minutes_theory:
        return practice
    return _("%(time)s theory") % {"time": hours(of.minutes_theory)} + " · " + practice


@register.simple_tag
def step_kind(kind: str) -> str:
    """Return the word for a kind of step."""
    return str(KINDS.get(kind, kind.capitalize()))


@register.simple_tag
def edit_kind(kind: str) -> str:
    """Return the short word for a kind of change."""
    return str(SHORT_KINDS[EditKind(kind)])


@register.simple_tag
def step_mark(state: str) -> SafeString:
    """Draw how a step stands, with the word for it hidden beside the shape."""
    word, shape = MARKS[state]
    return format_html(
        '<svg class="mark mark--{}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" '
        'stroke-width="1.5" aria-hidden="true" focusable="false">{}</svg><span class="visually-hidden">{}:</span>',
        state,
        mark_safe(shape),  # noqa: S308 (a constant of this module)
        word,
    )


@register.simple_tag
def outline_steps(rows: Iterable[StepRow]) -> SafeString:
    """Show lines of an outline; a line is the same for everyone who stands so, and drawn once in each process."""
    language = get_language()
    return mark_safe("".join(_outline_step(row, language) for row in rows))  # noqa: S308 (each is a template's output)


@lru_cache(maxsize=10_000)
def _outline_step(row: StepRow, _language: str | None) -> str:
    return render_to_string("courses/includes/outline_step.html", {"line": row})


@register.simple_tag
def step_url(step: StepMixin, action: str) -> str:
    """Return the address to which a student posts ``action`` (done, position) about a step."""
    course, module, slug = step.url_path.strip("/").split("/")[-3:]
    return reverse(f"step_{action}", args=[course, module, slug])


@register.simple_tag
def url_or_none(name: str, *args: str) -> str:
    """Return a named address, or nothing while the part of the site that has it is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("courses/offline/panel.html")
def offline_panel(outline: Outline) -> dict[str, str]:
    """Offer to keep the lessons of a course on this device."""
    return {"slug": outline.url_path.strip("/").split("/")[-1], "title": outline.title}


@register.inclusion_tag("components/state.html")
def seat_state(access: Access) -> dict[str, str]:
    """Show how a seat stands: a word, a shape and a colour."""
    if access.reason is Reason.ENROLLED and access.completed:
        return {"kind": "good", "word": _("Finished")}
    kind, word = SEAT_STATES[access.reason]
    return {"kind": kind, "word": str(word)}


@register.simple_tag
def step_state(state: str) -> str:
    """Return the word for how a step stands."""
    return str(MARKS[state][0])


@register.simple_tag
def percent_of(share: Decimal) -> str:
    """Write a share of 0 to 1 as whole percent."""
    return f"{round(share * 100)} %"


@register.simple_tag
def marked(text: str, query: str) -> SafeString:
    """Show some words of ``text`` around what was sought, escaped, with the words sought marked."""
    return mark_words(excerpt(text, query), query)

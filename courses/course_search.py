"""Finding the steps of one course by their words: only those that whoever asks may open."""

from dataclasses import dataclass, replace

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from wagtail.models import Page

from content.contents import words_of
from content.search import excerpt, has_words, mark_words, plain_words
from courses.access import Access, Person, Reason, reads_as_staff, seat_of
from courses.outline import Outline, OutlineModule, OutlineStep, get_outline
from courses.step_view import step_states

PER_PAGE = 10


@dataclass(frozen=True)
class StepHit:
    """A step that was found, with the words sought marked."""

    step: OutlineStep
    module: OutlineModule | None
    title: SafeString
    excerpt: SafeString


def standing_in(user: Person, course: Page) -> Access:
    """Say how ``user`` stands in ``course``; whoever edits it or reads it as an assessor stands as staff."""
    access = seat_of(user, course.pk)
    if not access.allowed and reads_as_staff(user, course):
        return replace(access, allowed=True, reason=Reason.STAFF)
    return access


def open_step_ids(outline: Outline, access: Access) -> list[int]:
    """Return the ids of the steps that may be opened by somebody who stands so."""
    states = step_states(outline, access)
    if access.allowed:
        return [step.id for step in outline.steps if states[step.id] in {"open", "done"} or step.free_preview]
    return [step.id for step in outline.steps if step.free_preview]


def search_steps(*, course: Page, access: Access, query: str, number: str | None = None) -> PageOfList:
    """Return one page of the steps of ``course`` that have all words of ``query``, best first."""
    outline, words = get_outline(course.pk), plain_words(query)
    pages = Page.objects.filter(pk__in=open_step_ids(outline, access)).live().public()
    found = pages.search(words, operator="and") if words else []
    page_obj = Paginator(found, PER_PAGE).get_page(number)
    steps = Page.objects.filter(pk__in=[page.pk for page in page_obj]).specific().in_bulk()
    page_obj.object_list = [_hit(outline, steps[page.pk], query) for page in page_obj]
    return page_obj


def _hit(outline: Outline, page: Page, query: str) -> StepHit:
    step = outline.steps[outline.places[page.pk]]
    words = mark_words(_words_around(page, query), query)
    return StepHit(step, outline.module_of(page.pk), mark_words(page.title, query), words)


def _words_around(page: Page, query: str) -> str:
    """The summary, an outcome or the body, whichever has the words; else the summary."""
    body = words_of(page.body) if hasattr(page, "body") else ""
    outcomes = [str(outcome.value) for outcome in page.outcomes]
    there = (text for text in [page.summary, *outcomes, body] if has_words(text, query))
    return excerpt(next(there, page.summary or body), query)

"""What a course's page shows to a visitor, and to its students."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from content import structured_data
from content.addresses import address_of
from courses.access import Access, seat_of
from courses.body import body_html
from courses.continuing import next_step_of
from courses.eligibility import check_eligibility
from courses.measure import measure
from courses.news import course_news
from courses.outline import Outline, get_outline
from courses.preview import preview_access
from courses.step_view import outline_rows


def course_context(request: HttpRequest, course: Page) -> dict[str, Any]:
    """Return what ``courses/course_page.html`` shows, for this visitor."""
    outline, access = get_outline(course.pk), access_of(request, course.pk)
    student = student_context(outline, access)
    going_on = student["continue_step"]
    draft = getattr(request, "is_preview", False)
    return {
        "outline": outline,
        "access": access,
        "modules": outline_rows(outline, access, current_id=going_on.id if going_on else None),
        "body_html": body_html(course, draft=draft),
        "entry_html": body_html(course, "entry_routes", draft=draft),
        "free_step": next((step for step in outline.steps if step.free_preview), None),
        "news": course_news(outline, access),
        "eligibility": check_eligibility(course, request.GET),
        **student,
    }


def student_context(outline: Outline, access: Access) -> dict[str, Any]:
    """Return where a student is in the course; nothing for someone without a seat."""
    if access.enrolment is None:
        return {"progress": None, "continue_step": None, "continue_record": None}
    step = next_step_of(outline, access)
    return {
        "progress": measure(outline, access.done, completed=access.completed),
        "continue_step": step,
        "continue_record": access.records.get(step.id) if step else None,
    }


def access_of(request: HttpRequest, course_id: int) -> Access:
    """Return how the one who asks stands; a preview shows an editor what somebody else will see."""
    if getattr(request, "is_preview", False):
        return preview_access(request, course_id)
    return seat_of(request.user, course_id)


def describe_course(course: Page, provider: str) -> list[dict]:
    """Tell search engines what the page says: the course with its price, its questions, the way here."""
    url, price = address_of(course), course.price
    return [
        structured_data.course(
            name=course.title,
            description=course.summary or course.subtitle,
            url=url,
            provider=provider,
            price=price.amount if course.on_sale else None,
            currency=price.currency,
            hours=course.hours,
            level=course.level,
        ),
        *([structured_data.faq_page(_questions(course))] if course.faq else []),
        structured_data.breadcrumbs([(page.title, page.get_url()) for page in [*_above(course), course]]),
    ]


def _questions(course: Page) -> list[tuple[str, str]]:
    return [(entry.value["question"], str(entry.value["answer"])) for entry in course.faq]


def _above(course: Page) -> list[Page]:
    return [page for page in course.get_ancestors() if page.depth > 1]

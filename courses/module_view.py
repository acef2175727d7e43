"""What a module's page shows to a visitor, and to its students."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.body import body_html
from courses.course_view import access_of, student_context
from courses.outline import get_outline
from courses.step_view import outline_rows


def module_context(request: HttpRequest, module: Page) -> dict[str, Any]:
    """Return what ``courses/module_page.html`` shows, for this visitor."""
    courses = apps.get_model("courses", "CoursePage").objects
    course_id = courses.values_list("pk", flat=True).get(path=module.path[: -module.steplen])
    outline, access = get_outline(course_id), access_of(request, course_id)
    return {
        "outline": outline,
        "access": access,
        "row": next((row for row in outline_rows(outline, access) if row.module.id == module.pk), None),
        "intro_html": body_html(module, "intro", draft=getattr(request, "is_preview", False)),
        "breadcrumbs": [
            {"title": _("Courses"), "url": "/courses/"},
            {"title": outline.title, "url": outline.url},
            {"title": module.title, "url": ""},
        ],
        **student_context(outline, access),
    }

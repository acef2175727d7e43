"""From an address to the page, in one query once the address is known.

The cache only remembers which row to ask for; the row itself says whether it is live and still at that address.
"""

from django.apps import apps
from django.core.cache import cache
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site

KEPT_SECONDS = 24 * 3600


def find_page(path: str) -> Page | None:
    """Return the live page at ``path`` (without the leading slash) as its own type, ``is_restricted`` set."""
    for root in Site.get_site_root_paths():
        url_path = root.root_path + path
        if found := _known_page(url_path) or _unknown_page(url_path):
            return found
    return None


def _known_page(url_path: str) -> Page | None:
    known = cache.get(_key(url_path))
    if known is None:
        return None
    label, page_id, course_id = known
    page = _with_restriction(apps.get_model(label)).filter(pk=page_id, url_path=url_path, live=True).first()
    if page is not None and course_id:
        page.course_id = course_id
    return page


def _unknown_page(url_path: str) -> Page | None:
    page = Page.objects.live().filter(url_path=url_path).first()
    model = page.specific_class if page else None
    if page is None or model is None:
        return None
    course_id = _course_of(page) if getattr(model, "step_kind", "") else None
    cache.set(_key(url_path), (model._meta.label, page.pk, course_id), KEPT_SECONDS)
    return _known_page(url_path)


def _course_of(step: Page) -> int:
    courses = apps.get_model("courses", "CoursePage").objects
    return courses.values_list("pk", flat=True).get(path=step.path[: -2 * step.steplen])


def _with_restriction(model: type[Page]) -> PageQuerySet:
    """Carry in the same query whether any restriction of Wagtail's stands on the page or above it."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(page_path=path).filter(page_path__startswith=F("page__path"))
    return model._default_manager.annotate(is_restricted=Exists(above))


def _key(url_path: str) -> str:
    return f"page-at:{url_path}"

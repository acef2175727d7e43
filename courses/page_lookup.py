"""From an address to the page, without a query once it was asked for.

A page is kept as its row stands, and void as soon as any page is published, changed, moved, restricted or removed
(``content.generation``).
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.fields import StreamField
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site

from content.generation import keep_as


@dataclass(frozen=True)
class KeptPage:
    """A live page as the cache holds it: its type, its row with streams as JSON, and what was asked about it."""

    label: str
    row: dict[str, Any]
    facts: dict[str, Any]


def find_page(path: str) -> Page | None:
    """Return the live page at ``path`` (without the leading slash) as its own type, ``is_restricted`` set."""
    for root in Site.get_site_root_paths():
        url_path = root.root_path + path
        if kept := keep_as(f"page-at:{url_path}", partial(_read, url_path)):
            return _restored(kept)
    return None


def _read(url_path: str) -> KeptPage | None:
    page = Page.objects.live().filter(url_path=url_path).first()
    model = page.specific_class if page else None
    if page is None or model is None:
        return None
    specific = _with_restriction(model).get(pk=page.pk)
    facts = {"is_restricted": specific.is_restricted}
    if getattr(model, "step_kind", ""):
        facts["course_id"] = _course_of(specific)
    row = {field.attname: _plain(field, getattr(specific, field.attname)) for field in model._meta.concrete_fields}
    return KeptPage(model._meta.label, row, facts)


def _restored(kept: KeptPage) -> Page:
    model = apps.get_model(kept.label)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = [_rich(fields[name], value) for name, value in kept.row.items()]
    page = model.from_db(None, list(kept.row), values)
    page.__dict__.update(kept.facts)
    return page


def _plain(field: Any, value: Any) -> Any:
    """A stream drags the definitions of its blocks along; its JSON does not."""
    return field.get_prep_value(value) if isinstance(field, StreamField) else value


def _rich(field: Any, value: Any) -> Any:
    return field.to_python(value) if isinstance(field, StreamField) else value


def _course_of(step: Page) -> int:
    courses = apps.get_model("courses", "CoursePage").objects
    return courses.values_list("pk", flat=True).get(path=step.path[: -2 * step.steplen])


def _with_restriction(model: type[Page]) -> PageQuerySet:
    """Carry in the same query whether any restriction of Wagtail's stands on the page or above it."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(page_path=path).filter(page_path__startswith=F("page__path"))
    return model._default_manager.annotate(is_restricted=Exists(above))

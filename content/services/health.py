"""Looking at pages and at the library, and keeping what was found."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from content.contents import words_of
from content.health import rules
from content.health.bodies import blocks_of
from content.health.finding import Finding, Kind, Severity
from content.health.links import check_links
from content.health.readability import read_text
from content.models import ExternalLink, HealthFinding

OLD_DRAFT = timedelta(days=30)


@transaction.atomic
def check_page(*, page_id: int, at: datetime) -> int:
    """Look at one page anew and keep what is found in place of what was; return how much that is."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if page is None:
        return 0
    found = [*_draft(page, at), *(_live(page) if page.live else ())]
    group = next((above.pk for above in page.get_ancestors(inclusive=True).specific() if _is_group(above)), None)
    links = _links({finding.url for finding in found if finding.url})
    HealthFinding.objects.filter(page_id=page_id).delete()
    HealthFinding.objects.bulk_create(_row(page_id, group, finding, links, at) for finding in found)
    return len(found)


@transaction.atomic
def check_library(*, at: datetime) -> int:
    """Find the pictures and documents that nothing refers to; return how many."""
    HealthFinding.objects.filter(kind=Kind.UNUSED).delete()
    things = {"image_id": get_image_model(), "document_id": get_document_model()}
    rows = [
        HealthFinding(**{name: key}, kind=Kind.UNUSED, severity=Severity.NOTE, text=_words(title), found_at=at)
        for name, model in things.items()
        for key, title in _unused(model)
    ]
    return len(HealthFinding.objects.bulk_create(rows))


def check_everything(*, at: datetime) -> int:
    """Look at every page and at the library; return how much was found."""
    pages = Page.objects.filter(depth__gt=1, alias_of=None).values_list("pk", flat=True)
    return sum(check_page(page_id=key, at=at) for key in pages) + check_library(at=at)


def _live(page: Page) -> Iterator[Finding]:
    """Give what is found on the published page."""
    blocks = list(blocks_of(page))
    yield from check_links(blocks)
    for check in (rules.check_pictures, rules.check_media, rules.check_terms, rules.check_headings, rules.check_empty):
        yield from check(blocks)
    yield from rules.check_reading(read_text(_words_on(page)))
    for register in hooks.get_hooks("register_health_checks"):
        yield from register()(page)


def _draft(page: Page, at: datetime) -> Iterator[Finding]:
    waiting = page.has_unpublished_changes or not page.live
    changed = page.latest_revision_created_at
    if waiting and changed and changed < at - OLD_DRAFT:
        words = _("The draft has waited for %(days)d days.") % {"days": (at - changed).days}
        yield Finding(Kind.DRAFT, Severity.WARNING, words)
    elif page.live and page.has_unpublished_changes:
        yield Finding(Kind.DRAFT, Severity.NOTE, _("There are changes that are not published."))


def _words_on(page: Model) -> str:
    names = [field.name for field in page._meta.concrete_fields if isinstance(field, StreamField)]
    return " ".join(words_of(getattr(page, name)) for name in names if name in {"body", "intro"})


def _is_group(page: Page) -> bool:
    return getattr(page, "is_health_group", False)


def _links(urls: set[str]) -> dict[str, ExternalLink]:
    ExternalLink.objects.bulk_create([ExternalLink(url=url) for url in urls], ignore_conflicts=True)
    return {link.url: link for link in ExternalLink.objects.filter(url__in=urls)}


def _row(
    page_id: int, group: int | None, finding: Finding, links: dict[str, ExternalLink], at: datetime
) -> HealthFinding:
    link = links.get(finding.url)
    severity = Severity.ERROR if link and link.works is False else finding.severity
    return HealthFinding(
        page_id=page_id,
        group_id=group,
        link=link,
        kind=finding.kind,
        severity=severity,
        text=finding.text[:500],
        place=finding.place[:80],
        found_at=at,
    )


def _unused(model: type[Model]) -> Iterable[tuple[int, str]]:
    used = ReferenceIndex.objects.filter(to_content_type__in=_types(model)).values_list("to_object_id", flat=True)
    return model._default_manager.exclude(pk__in=[int(key) for key in used]).values_list("pk", "title")


def _types(model: type[Model]) -> list[int]:
    return [kind.pk for kind in ContentType.objects.get_for_models(model, for_concrete_models=False).values()]


def _words(title: str) -> str:
    return _("“%(title)s” is used nowhere.") % {"title": title[:200]}

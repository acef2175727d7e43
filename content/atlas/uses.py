"""Where a muscle is taught and asked about: pages by Wagtail's reference index, the rest by a registry.

A floor above registers ``source(muscle) -> iterable of Use``, for instance for the cases of a question bank.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from content.addresses import path_of
from content.models.atlas import Muscle

MOST = 40
CASE = "patient_case"  # the block whose muscles make a page a case of theirs


@dataclass(frozen=True)
class Use:
    """Something that uses a muscle: what kind of thing it is, its title, where it is (may be empty), and what it is in.

    ``within`` is only said where two things have one title: a lesson that two courses teach.
    """

    kind: str
    title: str
    url: str = ""
    within: str = ""


Source = Callable[[Muscle], Iterable[Use]]
_sources: list[Source] = []


def register_uses(source: Source) -> Source:
    """Ask ``source`` too where a muscle is used."""
    if source not in _sources:
        _sources.append(source)
    return source


def uses_of(muscle: Muscle) -> dict[str, list[Use]]:
    """Return what uses ``muscle``, by kind; the number of queries does not grow with it."""
    found: dict[str, list[Use]] = {}
    for source in (_pages, *_sources):
        for use in source(muscle):
            found.setdefault(use.kind, []).append(use)
    return found


def _pages(muscle: Muscle) -> Iterable[Use]:
    """Yield the live pages that everyone may know of; who may open one, its own gate says."""
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(muscle).filter(base_content_type=page_type)
    kinds: dict[int, set[bool]] = {}
    for key, path in references.values_list("object_id", "model_path"):
        kinds.setdefault(int(key), set()).add(CASE in path.split("."))
    pages = list(Page.objects.filter(pk__in=kinds).live().public().order_by("path")[:MOST])
    places = _places_of_namesakes(pages)
    for page in pages:
        model = page.cached_content_type.model_class() or Page
        for is_case in sorted(kinds[page.pk]):
            kind = _("Patient case") if is_case else str(model._meta.verbose_name).capitalize()
            yield Use(kind, page.title, path_of(page), places.get(page.pk, ""))


def _places_of_namesakes(pages: list[Page]) -> dict[int, str]:
    """Return for pages that share a title the title of the ancestor that tells them apart; one query."""
    named: dict[str, list[Page]] = {}
    for page in pages:
        named.setdefault(page.title, []).append(page)
    apart: dict[int, str] = {}
    for same in named.values():
        if len(same) > 1:
            end = next(end for end in count(Page.steplen, Page.steplen) if len({page.path[:end] for page in same}) > 1)
            apart |= {page.pk: page.path[:end] for page in same}
    titles = dict(Page.objects.filter(path__in=set(apart.values())).values_list("path", "title"))
    return {key: titles[path] for key, path in apart.items()}

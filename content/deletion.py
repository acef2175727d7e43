"""What others stand on is not deleted: pages with people's records, regions of the body that muscles refer to."""

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.models import BodyRegion


class _UndoError(Exception):
    """Takes back a deletion that was only tried."""


def is_held(page: Page) -> bool:
    """Say whether a record (a seat, an order, an attempt) protects the page or one below it.

    Deleting it is tried and taken back, so that whatever an app protects, above this floor too, is found.
    """
    try:
        with transaction.atomic():
            page.specific.delete()
            raise _UndoError
    except ProtectedError:
        return True
    except _UndoError:
        return False


def refuse_if_held(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Lead back to the explorer with a plain reason if one of ``pages`` cannot be deleted."""
    held = [page for page in pages if is_held(Page.objects.get(pk=page.pk))]
    if not held:
        return None
    words = _("“%(title)s” has students' records below it and stays. Unpublish it instead.")
    for page in held:
        messages.error(request, words % {"title": page.get_admin_display_title()})
    parent = held[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else held[0].pk)


def refuse_if_used(request: HttpRequest, regions: Iterable[BodyRegion]) -> HttpResponse | None:
    """Lead back to the list of regions if a muscle or a red flag names one of ``regions``."""
    used = [region for region in regions if region.referring_muscles.exists() or region.red_flags.exists()]
    for region in used:
        messages.error(request, _("“%(label)s” is used by muscles or red flags and stays.") % {"label": region.label})
    return redirect("wagtailsnippets_content_bodyregion:list") if used else None

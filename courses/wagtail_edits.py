"""Publishing several pages at once asks no questions: live steps whose change has no kind yet are sent to the form."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.edit_rules import edit_faults


def refuse_unsaid_changes(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Refuse to publish live steps whose draft does not say what kind of change it is; name them."""
    unsaid = [page for page in pages if _is_unsaid(page)]
    if not unsaid:
        return None
    names = ", ".join(page.get_admin_display_title() for page in unsaid)
    words = _("Students have these already. Open each one and say what kind of change it is: %(names)s")
    messages.error(request, words % {"names": names})
    return redirect(reverse("wagtailadmin_explore", args=[unsaid[0].get_parent().pk]))


def _is_unsaid(page: Page) -> bool:
    if not page.live or not page.has_unpublished_changes or not getattr(page.specific_class, "step_kind", ""):
        return False
    draft: Any = page.get_latest_revision_as_object()
    return bool(edit_faults(kind=draft.edit_kind, note=draft.edit_note))

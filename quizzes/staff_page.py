"""A page of the staff area below a list, which its breadcrumbs lead back to."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin


class StaffPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """``above`` is the name of the list's address, and what the list is called."""

    above: tuple[str, str | Promise]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        name, label = self.above
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, {"url": reverse(name), "label": label}, here]

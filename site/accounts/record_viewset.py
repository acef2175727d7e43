"""Lists of records in the staff area that nobody adds, edits or deletes by hand."""

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet


class RecordViewSet(ModelViewSet):
    """A list and what opens from it; the set names its own routes in ``get_urlpatterns``."""

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    search_backend_name = None
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ["add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"]
        return super().get_common_view_kwargs(**dict.fromkeys(names), **kwargs)

    def register_admin_url_finder(self) -> None:
        """Do nothing: there is no edit page to find."""

"""The form of a step in the editor: a change of what students have goes live only with its kind."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from courses.edit_rules import edit_faults

#: The buttons of the editor that let a revision go live, now, by the clock or by somebody's approval.
GOING_LIVE = frozenset({"action-publish", "action-submit", "action-restart-workflow"})


class StepForm(WagtailAdminPageForm):
    """Asks for kind and note where the page is live; a draft may leave them open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._forget_what_was_told()
        if "edit_note" in self.fields:
            self.fields["edit_note"].widget.attrs["rows"] = 3

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and self.instance.live and self._goes_live():
            kind, note = cleaned.get("edit_kind", ""), cleaned.get("edit_note", "")
            for field, words in edit_faults(kind=kind, note=note).items():
                self.add_error(field, forms.ValidationError(words))
        return cleaned

    def _goes_live(self) -> bool:
        approves = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        return approves or any(name in self.data for name in GOING_LIVE)

    def _forget_what_was_told(self) -> None:
        """An old version that is taken up again brings its old words along: they were told once and are done."""
        page = self.instance
        if page.pk and page.edit_kind and page.edit_notices.filter(kind=page.edit_kind, note=page.edit_note).exists():
            self.initial |= {"edit_kind": "", "edit_note": ""}

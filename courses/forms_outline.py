"""Where staff move a module or step to."""

from typing import Any

from django import forms


class MoveForm(forms.Form):
    """``move`` is ``page:parent:place``; ``move_into`` is a page whose own field ``into-…`` names the parent."""

    version = forms.CharField(max_length=64)
    move = forms.RegexField(r"^\d{1,9}:\d{1,9}:\d{1,4}$", required=False)
    move_into = forms.IntegerField(required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        page = cleaned.get("move_into")
        if page and not self.errors:
            parent = str(self.data.get(f"into-{page}", ""))
            cleaned["move"] = f"{page}:{parent}:9999" if parent.isdecimal() and len(parent) < 10 else ""
        if not cleaned.get("move"):
            raise forms.ValidationError("where?")
        return cleaned

    def wanted(self) -> dict[str, Any]:
        """Return what the service needs to know."""
        page, parent, place = map(int, self.cleaned_data["move"].split(":"))
        return {"page_id": page, "parent_id": parent, "place": place, "version": self.cleaned_data["version"]}

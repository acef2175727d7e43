"""The preview beside the editor of a question or case: what is written and not saved, to be answered and marked."""

from typing import Any

from django.forms import BaseForm
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView

from quizzes.types.authoring import taking_the_half_written


class TryingMixin:
    """Takes what is not yet a question, and hands the preview the answer that its own form sent."""

    def validate_form(self, form: BaseForm) -> bool:
        with taking_the_half_written():
            return super().validate_form(form)  # type: ignore[misc]

    def get_extra_request_attrs(self) -> dict[str, Any]:
        return super().get_extra_request_attrs() | {"given": self.request.GET}  # type: ignore[misc,attr-defined]


class PreviewNewView(TryingMixin, PreviewOnCreateView):
    """An entry that was never saved."""


class PreviewEditedView(TryingMixin, PreviewOnEditView):
    """An entry as its form stands."""

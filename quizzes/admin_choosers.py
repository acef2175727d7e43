"""The choosers of the bank: only for those who may see the bank, since they show questions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views import View
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import chooser


class ForReadersMixin(View):
    """Refuses those who may neither see nor write the entries; Wagtail's own choosers ask nobody in the staff area."""

    model_class: type[Model]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy = ModelPermissionPolicy(self.model_class)
        if not policy.user_has_any_permission(request.user, ["view", "add", "change"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChooseView(ForReadersMixin, chooser.ChooseView):
    """The dialogue."""


class ChooseResultsView(ForReadersMixin, chooser.ChooseResultsView):
    """Its list, while one searches."""


class ChosenView(ForReadersMixin, chooser.SnippetChosenView):
    """What was chosen."""


class ChosenMultipleView(ForReadersMixin, chooser.SnippetChosenMultipleView):
    """All that was chosen."""


class BankChooserViewSet(chooser.SnippetChooserViewSet):
    """Wagtail's chooser behind a question of permission."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

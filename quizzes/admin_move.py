"""“Move to …” in the listing of questions: several at once, after a page that says which and asks where and why."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.search.backends import get_search_backend
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from accounts.models import User
from quizzes.admin_bank import QuestionFilterSet
from quizzes.forms_move import MoveForm
from quizzes.models import Question
from quizzes.services.moving import Move, cannot_move, move_questions


class MoveQuestions(SnippetBulkAction):
    """Moves questions to another outcome or topic; what waits in a workflow or for its hour stays."""

    display_name = _("Move to …")
    aria_label = _("Move selected questions to another learning outcome or topic")
    action_type = "move"
    action_priority = 10
    template_name = "quizzes/admin/move.html"
    form_class = MoveForm
    models = [Question]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[Model], object_ids: list[int]) -> QuerySet[Question]:
        """Read the topics along: the page says where each question comes from."""
        return Question.objects.filter(pk__in=object_ids).prefetch_related("tagged_items__tag")

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> QuerySet:
        """Return the ids of what the listing shows, by its filters and its search; all means no more than that."""
        asked = QueryDict(urlsplit(self.next_url).query)
        shown = QuestionFilterSet(asked, queryset=Question.objects.all(), request=self.request).qs
        if words := asked.get("q"):
            shown = Question.objects.filter(pk__in=[one.pk for one in get_search_backend().autocomplete(words, shown)])
        return shown.values_list("pk", flat=True)

    def get_actionable_objects(self) -> tuple[list[Question], dict[str, Any]]:
        """Tell apart what may be moved, what this person may not publish, and what waits; one query more."""
        movable, refused = super().get_actionable_objects()
        held = cannot_move(movable)
        waiting = [one for one in movable if one.pk in held]
        return [one for one in movable if one.pk not in held], refused | {"items_waiting": waiting}

    def check_perm(self, obj: Question) -> bool:
        return not obj.live or self.permission_policy.user_has_permission(self.request.user, "publish")

    def object_context(self, snippet: Question) -> dict[str, Any]:
        topics = sorted(tagged.tag.name for tagged in snippet.tagged_items.all())
        return super().object_context(snippet) | {"topics": topics}

    def get_execution_context(self) -> dict[str, Any]:
        form = self.cleaned_form
        return {"move": form.move(), "reason": form.cleaned_data["reason"], "actor": self.request.user}

    @classmethod
    def execute_action(
        cls, objects: list[Question], *, move: Move, reason: str, actor: User, **kwargs: Any
    ) -> tuple[int, int]:
        return move_questions(questions=objects, move=move, reason=reason, at=timezone.now(), actor=actor), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        words = ngettext("%(n)d question is moved.", "%(n)d questions are moved.", num_parent_objects)
        return words % {"n": num_parent_objects}

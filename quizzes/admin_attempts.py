"""Students' attempts for assessors: to read and to filter, never to change."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, ButtonsColumnMixin, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, ButtonWithDropdown
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from quizzes.admin_accommodations import grant_buttons
from quizzes.models import Attempt
from quizzes.paper import Policy
from quizzes.reviewing import review_context


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view attempts may read them; nobody adds, changes or deletes one by hand."""

    def user_has_permission(self, user, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return "view" in actions and super().user_has_permission(user, "view")


register_permission_policy(Attempt, ReadOnlyPolicy(Attempt))


class AttemptFilterSet(WagtailFilterSet):
    """By quiz, state and result."""

    class Meta:
        model = Attempt
        fields = ["quiz", "state", "passed", "critical_failure"]


class StudentColumn(ButtonsColumnMixin, TitleColumn):
    """The student, and behind a button what may be done for them."""

    def get_buttons(self, instance: Attempt, parent_context: dict[str, Any]) -> list[Component]:
        buttons = grant_buttons(parent_context["request"].user, instance.enrolment, instance.quiz_id)
        label = gettext("More options for %(student)s") % {"student": instance.enrolment.student}
        more = {"icon_name": "dots-horizontal", "attrs": {"aria-label": label}}
        return [ButtonWithDropdown(buttons=buttons, **more)] if buttons else []


class AttemptIndexView(generic.IndexView):
    """The listing, with students and quizzes read along."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Attempt]:
        return super().get_base_queryset().select_related("enrolment__student", "quiz").defer("paper")


class AttemptInspectView(generic.InspectView):
    """One attempt as its student reads it in review, with everything shown."""

    any_permission_required = ["view"]
    template_name = "quizzes/admin_attempt.html"

    @property
    def header_more_buttons(self) -> list[Button]:
        return grant_buttons(self.request.user, self.object.enrolment, self.object.quiz_id)

    def get_page_subtitle(self) -> str:
        return gettext("%(student)s, attempt %(number)d") % {
            "student": self.object.enrolment.student,
            "number": self.object.number,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        reviewed = review_context(self.object, self.object.responses.all(), Policy())
        return context | reviewed | {"files_at": "marking_desk:upload"}


class AttemptViewSet(ModelViewSet):
    """Attempts by quiz; read-only."""

    model = Attempt
    icon = "tasks"
    menu_label = _("Attempts")
    menu_name = "attempts"
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = AttemptIndexView
    inspect_view_class = AttemptInspectView
    inspect_template_name = "quizzes/admin_attempt.html"
    filterset_class = AttemptFilterSet
    search_fields = ["enrolment__student__legal_name", "enrolment__student__email", "quiz__title"]
    search_backend_name = None
    form_fields: list[str] = []
    ordering = ["-started_at"]
    list_display = [
        StudentColumn("student", label=_("Student"), accessor="enrolment.student", url_name="attempts:inspect"),
        Column("quiz", label=_("Quiz"), accessor="quiz.title", sort_key="quiz__title"),
        Column("number", label=_("Attempt"), sort_key="number"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("percent", label=_("Score in %"), sort_key="score"),
        BooleanColumn("passed", label=_("Passed"), sort_key="passed"),
        DateColumn("submitted_at", label=_("Handed in"), sort_key="submitted_at"),
    ]

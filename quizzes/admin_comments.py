"""Comments that markers use again, question by question."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from quizzes.models import CommentSnippet


class CommentFilterSet(WagtailFilterSet):
    """By question."""

    class Meta:
        model = CommentSnippet
        fields = ["question"]


class CommentIndexView(generic.IndexView):
    """The listing, with the questions read along."""

    def get_base_queryset(self) -> QuerySet[CommentSnippet]:
        return CommentSnippet.objects.select_related("question").defer("question__answer")


class CommentViewSet(ModelViewSet):
    """The comment bank; it opens from its own entry of the menu."""

    model = CommentSnippet
    name = "comment_bank"
    url_prefix = "reusable-comments"
    icon = "comment"
    menu_label = _("Reusable comments")
    menu_order = 256
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = CommentIndexView
    filterset_class = CommentFilterSet
    search_backend_name = None
    search_fields = ["text"]
    form_fields = ["question", "text"]
    list_per_page = 50
    list_display = [
        TitleColumn("text", label=_("Comment"), accessor="__str__", url_name="comment_bank:edit"),
        Column("question", label=_("Question")),
    ]

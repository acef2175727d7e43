"""Discussions in the staff area: what waits for a look, what was decided about a post and why."""

from html import unescape
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from accounts.models import AuditRecord
from accounts.record_viewset import RecordViewSet
from courses.models import Post
from courses.post_markup import post_html
from courses.wagtail_post_acts import DismissView, HidePostView, RestorePostView


class PostFilterSet(WagtailFilterSet):
    """What waits for staff, and by state."""

    waiting = django_filters.BooleanFilter(method="filter_waiting", label=_("Waits for a look"))
    state = django_filters.MultipleChoiceFilter(choices=Post.State.choices, label=_("State"))

    class Meta:
        model = Post
        fields = ["state"]

    def filter_waiting(self, posts: QuerySet[Post], _name: str, value: bool) -> QuerySet[Post]:
        waiting = Post.objects.waiting().values("pk")
        return posts.filter(pk__in=waiting) if value else posts.exclude(pk__in=waiting)


def first_words(post: Post) -> str:
    """Return enough of a post to know it again, without the marks of its Markdown."""
    words = unescape(strip_tags(post_html(post.body)))
    return Truncator(post.title or " ".join(words.split())).chars(70) or str(_("(no words left)"))


def post_url(post: Post) -> str:
    """Return the staff's page about a post."""
    return reverse("posts_staff:inspect", args=[post.pk])


class PostIndexView(generic.IndexView):
    """All posts, the newest first; a constant number of queries."""

    any_permission_required = ["view", "change"]
    page_title = _("Discussions")

    def get_base_queryset(self) -> QuerySet[Post]:
        reports = Count("reports", filter=Q(reports__settled_at=None))
        return Post.objects.select_related("author", "lesson").annotate(open_reports=reports)

    def get_edit_url(self, instance: Post) -> str:
        return post_url(instance)


class PostInspectView(generic.InspectView):
    """One post as its readers see it and as it was typed, its reports, and what was decided."""

    any_permission_required = ["view", "change"]
    page_title = _("Post")
    template_name = "courses/admin/post.html"

    def get_object(self, queryset: QuerySet[Post] | None = None) -> Post:
        return super().get_object(Post.objects.select_related("author", "lesson", "question__author"))

    @property
    def header_more_buttons(self) -> list[Button]:
        return []  # what may be done stands on the page itself

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = list(self.object.reports.select_related("reporter"))
        history = AuditRecord.objects.about(self.object)
        return super().get_context_data(**kwargs) | {
            "post": self.object,
            "may_change": self.user_has_permission("change"),
            "reports": reports,
            "open_reports": [report for report in reports if report.settled_at is None],
            "history": history,
        }


class PostViewSet(RecordViewSet):
    """The list and what opens from it; a post is hidden or shown, never edited or deleted by staff."""

    model = Post
    name = "posts_staff"
    url_prefix = "discussions"
    icon = "comment"
    menu_label = _("Discussions")
    menu_order = 150
    index_view_class = PostIndexView
    inspect_view_class = PostInspectView
    inspect_template_name = "courses/admin/post.html"
    inspect_view_fields = ["author", "lesson", "created_at", "edited_at", "state"]
    filterset_class = PostFilterSet
    search_fields = ["title", "body", "author__email", "author__legal_name", "author__preferred_name"]
    ordering = ["-created_at"]
    form_fields = ["state"]
    list_display = [
        TitleColumn("words", label=_("Post"), accessor=first_words, get_url=post_url),
        Column("author", label=_("By")),
        Column("lesson", label=_("Lesson"), accessor="lesson.title"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("open_reports", label=_("Reports"), sort_key="open_reports"),
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/hide/", HidePostView.as_view(), name="hide"),
            path("<int:pk>/restore/", RestorePostView.as_view(), name="restore"),
            path("<int:pk>/dismiss/", DismissView.as_view(), name="dismiss"),
        ]

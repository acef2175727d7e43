"""What staff do about a post: hide it, show it, dismiss what was reported; always with a reason."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.models import User
from courses.forms_discussion import DecisionForm
from courses.models import Post
from courses.services.moderation import dismiss_reports, hide_post, restore_post


class DecisionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A decision about one post, with its reason."""

    model = Post
    permission_required = "change"
    form_class = DecisionForm
    template_name = "courses/admin/post_form.html"
    header_icon = "comment"
    post_object: Post

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.post_object = get_object_or_404(Post, pk=kwargs["pk"])

    def decide(self, **decision: Any) -> Post:
        """Call the service."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return reverse("posts_staff:inspect", args=[self.post_object.pk])

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        post = self.decide(
            post=self.post_object,
            actor=cast("User", self.request.user),
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(self.request, _("The post is now: %(state)s.") % {"state": post.get_state_display()})
        return super().form_valid(form)


class HidePostView(DecisionView):
    """Hide a post."""

    page_title = gettext_lazy("Hide the post")

    def decide(self, **decision: Any) -> Post:
        return hide_post(**decision)


class RestorePostView(DecisionView):
    """Show a post again, or for the first time."""

    page_title = gettext_lazy("Show the post")

    def decide(self, **decision: Any) -> Post:
        return restore_post(**decision)


class DismissView(DecisionView):
    """Say that nothing is wrong."""

    page_title = gettext_lazy("Dismiss the reports")

    def decide(self, **decision: Any) -> Post:
        return dismiss_reports(**decision)

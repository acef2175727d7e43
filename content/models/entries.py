"""What every entry of a collection shares (muscle, term, red flag, question): drafts, workflow, history, a key."""

from csp.constants import SELF
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index


class Entry(
    PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, ClusterableModel
):
    """An entry that is edited as a draft, published, and known everywhere by its ``key``."""

    key = models.SlugField(
        _("key"), max_length=80, unique=True, help_text=_("Its name in source files; never changed, never reused.")
    )

    class Meta:
        abstract = True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Let the editor's preview panel frame the entry: the site's own policy forbids frames."""
        response = super().serve_preview(request, mode_name)
        response._csp_replace = {"frame-ancestors": [SELF]}
        return response

    @property
    def publication(self) -> str:
        """How it stands with readers, in a word, asking for neither revisions nor workflows."""
        if not self.live:
            return gettext("draft")
        return gettext("live, edited since") if self.has_unpublished_changes else gettext("live")

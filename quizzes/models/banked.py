"""What questions and cases share: drafts with workflow, a key that never changes, tags, difficulty."""

import secrets

from csp.constants import SELF
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index


def new_key() -> str:
    """Return a key for an entry that nobody named."""
    return f"new-{secrets.token_hex(4)}"


class Difficulty(models.TextChoices):
    """How hard the author expects it to be; statistics tell how hard it is."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class BankEntry(
    PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, ClusterableModel
):
    """An entry of the bank: edited as a draft, published, and known everywhere by its ``key``."""

    key = models.SlugField(
        _("key"), max_length=80, unique=True, default=new_key, help_text=_("Its name in import files; never reused.")
    )
    difficulty = models.CharField(_("difficulty"), max_length=10, choices=Difficulty, default=Difficulty.MEDIUM)

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


def as_line(html: str, *, length: int = 110) -> str:
    """Return the first words of an HTML text, for lists."""
    return Truncator(" ".join(strip_tags(html.replace("><", "> <")).split())).chars(length)


#: An editor sees a question as a student meets it, or as the review shows it.
PREVIEW_MODES = [("answer", _("As a student answers it")), ("review", _("As the review shows it"))]

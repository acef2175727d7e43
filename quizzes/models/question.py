"""A question of the bank."""

from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from pydantic import ValidationError as DefinitionError
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from content.stream import BlocksField
from quizzes.admin_spots import SpotTools
from quizzes.blocks import ANSWER_BLOCKS, TEXT_FEATURES, answer_data
from quizzes.paper import Policy
from quizzes.showing import Shown, in_settled_order, show
from quizzes.trying import Trial, try_out
from quizzes.types import QUESTION_TYPES, read

from .banked import PREVIEW_MODES, BankEntry, as_line


class QuestionTag(TaggedItemBase):
    """A tag on a question: topic, region, technique."""

    content_object = ParentalKey("quizzes.Question", on_delete=models.CASCADE, related_name="tagged_items")


class Question(BankEntry):
    """A question of any type: stem, the type's own answer part, and what the review teaches.

    ``answer`` holds exactly one block, whose name is the question's type; ``type`` repeats it for lists and filters.
    """

    stem = RichTextField(_("stem"), features=TEXT_FEATURES)
    answer = BlocksField(ANSWER_BLOCKS, min_num=1, max_num=1, verbose_name=_("answer"))
    type = models.CharField(
        _("type"), max_length=30, editable=False, choices=[(name, kind.LABEL) for name, kind in QUESTION_TYPES.items()]
    )
    rationale = RichTextField(
        _("rationale"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("Why the key is right: what the review teaches."),
    )
    references = RichTextField(_("references"), blank=True, features=TEXT_FEATURES)
    outcome = models.CharField(_("learning outcome"), max_length=200, blank=True)
    tags = ClusterTaggableManager(through=QuestionTag, blank=True)

    panels = [
        FieldPanel("stem"),
        FieldPanel("answer"),
        FieldPanel("rationale"),
        FieldPanel("references"),
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("outcome"), FieldPanel("difficulty"), FieldPanel("tags")],
            heading=_("In the bank"),
        ),
        SpotTools(),
    ]
    search_fields = [
        index.SearchField("stem"),
        index.SearchField("rationale"),
        index.SearchField("outcome"),
        index.AutocompleteField("stem"),
        index.AutocompleteField("key"),
        index.FilterField("type"),
        index.FilterField("difficulty"),
        index.FilterField("live"),
    ]
    preview_modes = PREVIEW_MODES

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["key"]
        indexes = [models.Index(fields=["type"], name="question_by_type")]

    def __str__(self) -> str:
        return as_line(self.stem) or self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.type = self.answer[0].block_type if self.answer else ""
        super().save(*args, **kwargs)

    def definition(self) -> dict[str, Any]:
        """Return the frozen form of the question: HTML ready to show, JSON throughout."""
        return read(self._definition_data()).model_dump(mode="json")

    def _definition_data(self) -> dict[str, Any]:
        """Return what the definition is read from; a draft's may not yet make one."""
        texts = {name: expand_db_html(getattr(self, name)) for name in ("stem", "rationale", "references")}
        return texts | {"outcome": self.outcome} | answer_data(self.answer)

    def _definition_if_complete(self) -> dict[str, Any] | None:
        """A draft may still lack what makes it a question."""
        try:
            return self.definition() if self.answer else None
        except DefinitionError:
            return None

    def for_self_check(self) -> Shown | None:
        """Return the question for a lesson's self-check, nothing of an unpublished or incomplete one.

        It is laid down in one order for everyone, but not in the author's, who tends to write the right option first.
        """
        data = self._definition_if_complete() if self.live else None
        return show(in_settled_order(data)) if data else None

    def tried(self, given: QueryDict | None) -> Trial:
        """Return the question as its author tries it, published or not, with what comes of an answer ``given``."""
        if not self.answer:
            return Trial(missing=(_t("Add the answer part to see the question."),))
        return try_out(self.answer[0].block, self._definition_data(), given, laid_by=self.key)

    def get_preview_template(self, request, mode_name: str) -> str:
        return "quizzes/preview_question.html"

    def get_preview_context(self, request, mode_name: str) -> dict[str, Any]:
        return super().get_preview_context(request, mode_name) | {
            "trial": self.tried(getattr(request, "given", None)),
            "can_answer": hasattr(request, "given"),
            "mode": mode_name,
            "review": mode_name == "review",
            "see": Policy(),
        }

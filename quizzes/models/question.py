"""A question of the bank."""

from typing import Any

from django.db import models
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
from quizzes.advice import advice_on
from quizzes.blocks import ANSWER_BLOCKS, TEXT_FEATURES, answer_data
from quizzes.paper import Policy
from quizzes.showing import Shown, in_settled_order, show
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
        data = {
            "stem": expand_db_html(self.stem),
            "rationale": expand_db_html(self.rationale),
            "references": expand_db_html(self.references),
            "outcome": self.outcome,
        }
        return read(data | answer_data(self.answer)).model_dump(mode="json")

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
        return self.shown_in_settled_order() if self.live else None

    def shown_in_settled_order(self) -> Shown | None:
        """Return the question as it would be asked, published or not; ``None`` while it is not complete."""
        data = self._definition_if_complete()
        return show(in_settled_order(data)) if data else None

    def get_preview_template(self, request, mode_name: str) -> str:
        return "quizzes/preview_question.html"

    def get_preview_context(self, request, mode_name: str) -> dict[str, Any]:
        data = self._definition_if_complete()
        shown = show(data) if data else None
        return super().get_preview_context(request, mode_name) | {
            "shown": shown,
            "advice": advice_on(shown.definition) if shown else (),
            "review": mode_name == "review",
            "everything": Policy(),
        }

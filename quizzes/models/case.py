"""A case of the bank: a patient, revealed in stages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from content.stream import BlocksField
from quizzes.admin_spots import SpotTools
from quizzes.blocks import TEXT_FEATURES, VIGNETTE_PARTS, StageBlock, answer_data
from quizzes.branching import branch_faults
from quizzes.paper import Patient, Policy
from quizzes.trying import Trial, try_out
from quizzes.types import read

from .banked import PREVIEW_MODES, BankEntry


class CaseTag(TaggedItemBase):
    """A tag on a case."""

    content_object = ParentalKey("quizzes.Case", on_delete=models.CASCADE, related_name="tagged_items")


@dataclass(frozen=True)
class Stage:
    """One stage as it is frozen: texts ready to show, the decision's definition and where it came from."""

    title: str
    findings: str
    critical: bool
    reveals: tuple[str, ...]
    definition: dict[str, Any]
    question_id: int | None = None
    revision_id: int | None = None
    branches: tuple[dict[str, str], ...] = ()


class Case(BankEntry):
    """A patient: a vignette, and stages each of which adds findings and asks a decision."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")
        OTHER = "other", _("other")

    title = models.CharField(_("title"), max_length=160)
    client_age = models.PositiveSmallIntegerField(_("age in years"), validators=[MaxValueValidator(120)])
    client_sex = models.CharField(_("sex"), max_length=10, choices=Sex)
    client_occupation = models.CharField(_("occupation"), max_length=120)
    complaint = models.TextField(_("complaint"))
    pain_drawing = BlocksField(
        [("region", blocks.CharBlock(max_length=60, icon="crosshairs", label=_("Region")))],
        blank=True,
        verbose_name=_("pain drawing"),
        help_text=_("Codes of the body regions that the client shaded: “temple”, “neck_lateral”."),
    )
    history = models.TextField(_("history"), blank=True)
    posture = models.TextField(_("posture"), blank=True)
    rom = models.TextField(_("range of motion"), blank=True)
    palpation = models.TextField(_("palpation"), blank=True)
    tests = models.TextField(_("tests"), blank=True)
    stages = BlocksField([("stage", StageBlock())], min_num=1, max_num=10, verbose_name=_("stages"))
    rationale = RichTextField(_("reasoning over the whole case"), blank=True, features=TEXT_FEATURES)
    references = RichTextField(_("references"), blank=True, features=TEXT_FEATURES)
    tags = ClusterTaggableManager(through=CaseTag, blank=True)

    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("client_age"), FieldPanel("client_sex"), FieldPanel("client_occupation")]),
                FieldPanel("complaint"),
                FieldPanel("pain_drawing"),
            ],
            heading=_("The client"),
        ),
        MultiFieldPanel([FieldPanel(name) for name, _label in VIGNETTE_PARTS], heading=_("Vignette")),
        FieldPanel("stages"),
        FieldPanel("rationale"),
        FieldPanel("references"),
        MultiFieldPanel([FieldPanel("key"), FieldPanel("difficulty"), FieldPanel("tags")], heading=_("In the bank")),
        SpotTools(),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("complaint"),
        index.AutocompleteField("title"),
        index.AutocompleteField("key"),
        index.FilterField("difficulty"),
        index.FilterField("live"),
    ]
    preview_modes = PREVIEW_MODES

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title

    def patient(self) -> Patient:
        """Return the client as they are frozen in a paper."""
        return Patient(
            title=self.title,
            age=self.client_age,
            sex=str(self.get_client_sex_display()),
            occupation=self.client_occupation,
            complaint=self.complaint,
            pain_drawing=tuple(block.value for block in self.pain_drawing),
            vignette={name: text for name, _label in VIGNETTE_PARTS if (text := getattr(self, name))},
        )

    def frozen_texts(self) -> dict[str, str]:
        """Return the texts over the whole case, ready to show."""
        return {"rationale": expand_db_html(self.rationale), "references": expand_db_html(self.references)}

    def frozen_stages(self) -> Iterator[Stage]:
        """Give the stages in order; a stage whose question left the bank is left out."""
        for block in self.stages:
            decision = block.value["decision"][0]
            question = decision.value if decision.block_type == "question" else None
            if decision.value is None or (question and not question.live):
                continue
            yield Stage(
                title=block.value["title"],
                findings=expand_db_html(block.value["findings"].source),
                critical=block.value["critical"],
                reveals=tuple(block.value["reveals"] or ()),
                definition=question.definition() if question else inline_definition(decision.value),
                question_id=question.pk if question else None,
                revision_id=question.live_revision_id if question else None,
                branches=tuple(dict(branch) for branch in block.value["branches"]),
            )

    def clean(self) -> None:
        """Hear at the stages where a branch leads nowhere."""
        super().clean()
        stages = [(block.value["title"], [dict(branch) for branch in block.value["branches"]]) for block in self.stages]
        if faults := branch_faults(stages):
            raise ValidationError({"stages": faults})

    def get_preview_template(self, request, mode_name: str) -> str:
        return "quizzes/preview_case.html"

    def get_preview_context(self, request, mode_name: str) -> dict[str, Any]:
        return super().get_preview_context(request, mode_name) | {
            "patient": self.patient(),
            "vignette": [(label, getattr(self, name)) for name, label in VIGNETTE_PARTS if getattr(self, name)],
            "stages": list(self.tried_stages(getattr(request, "given", None))),
            "can_answer": hasattr(request, "given"),
            "mode": mode_name,
            "review": mode_name == "review",
            "see": Policy(),
        }

    def tried_stages(self, given: QueryDict | None) -> Iterator[tuple[dict[str, Any], Trial]]:
        """Give each stage, whatever it lacks, and its decision as the author tries it."""
        for number, block in enumerate(self.stages, 1):
            findings = expand_db_html(block.value["findings"].source)
            stage = {"title": block.value["title"], "critical": block.value["critical"], "findings": findings}
            yield stage, tried_decision(block.value["decision"], given, f"{self.key}/{number}", number)


def tried_decision(stream: blocks.StreamValue, given: QueryDict | None, laid_by: str, number: int) -> Trial:
    """Return the decision of a stage as the author tries it."""
    decision = stream[0] if stream else None
    if decision is None or decision.value is None:
        return Trial(number, missing=(_t("Add what the student decides here."),))
    if decision.block_type == "question":
        if not decision.value.live:
            return Trial(number, missing=(_t("Its question is not published: students will not meet this stage."),))
        answer, data = decision.value.answer, decision.value.definition()
    elif not (answer := decision.value["answer"]):
        return Trial(number, missing=(_t("Add the answer part to see the question."),))
    else:
        data = inline_data(decision.value)
    return try_out(answer[0].block, data, given, laid_by=laid_by, number=number)


def inline_data(value: blocks.StructValue) -> dict[str, Any]:
    """Return what the definition of a question that only a case asks is read from."""
    texts = {name: expand_db_html(value[name].source) for name in ("rationale", "references") if value[name]}
    return {"stem": expand_db_html(value["stem"].source)} | texts | answer_data(value["answer"])


def inline_definition(value: blocks.StructValue) -> dict[str, Any]:
    """Return the frozen form of a question that only a case asks."""
    return read(inline_data(value)).model_dump(mode="json")

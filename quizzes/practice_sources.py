"""Practicals and treatment logs as files of a course: a YAML file each, named in ``modules.yaml``."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from wagtail.models import Page

from accounts.models import User
from content.services.pages import keep_page
from quizzes.models import LogPage, PracticalPage
from quizzes.services.bank_blocks import rich
from quizzes.services.bank_data import KEY, Data
from quizzes.telling import filled, words

Faults = list[tuple[tuple[str | int, ...], str]]


class StepData(Data):
    """What both have: as on ``StepMixin``."""

    title: str = Field(min_length=1, max_length=255)
    slug: str = KEY
    summary: str = Field(default="", max_length=300)
    intro: str = ""
    minutes: int = Field(default=60, ge=0, le=32767)
    practice: bool = True
    required: bool = True
    outcomes: list[str] = []
    sample_percent: int = Field(default=10, ge=0, le=100)


class CriterionData(Data):
    """A criterion; ``critical``: not met, it fails the whole."""

    text: str = Field(min_length=1, max_length=300)
    critical: bool = False


class GroupData(Data):
    """Criteria under a heading, which may be empty."""

    heading: str = Field(default="", max_length=120)
    items: list[CriterionData] = Field(min_length=1)


class PracticalData(StepData):
    """A practical."""

    criteria: list[GroupData] = Field(min_length=1)


class LogData(StepData):
    """A treatment log."""

    required_minutes: int = Field(default=2160, ge=0)
    required_treatments: int = Field(default=20, ge=0, le=32767)


KINDS: dict[str, tuple[type[StepData], type[PracticalPage] | type[LogPage]]] = {
    "practical": (PracticalData, PracticalPage),
    "log": (LogData, LogPage),
}
SHARED = ("title", "summary", "minutes", "practice", "required", "sample_percent")


class PracticeFiles:
    """The verbs about practicals and logs that loading and exporting ask for."""

    def faults_in_practice(self, *, kind: str, practice: dict[str, Any]) -> Faults:
        """Return what is wrong with a file."""
        try:
            KINDS[kind][0].model_validate(practice)
        except ValidationError as error:
            return [(fault["loc"], f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") for fault in error.errors()]
        return []

    def minutes_of_practice(self, *, kind: str, practice: dict[str, Any]) -> tuple[int, bool]:
        """Return the guided minutes and whether they are practice."""
        checked = KINDS[kind][0].model_validate(practice)
        return checked.minutes, checked.practice

    def keep_practice(
        self, *, kind: str, module: Page, practice: dict[str, Any], actor: User | None
    ) -> tuple[Page, bool]:
        """Bring a page to what its file says; return it and whether that changed it."""
        shape, page_type = KINDS[kind]
        checked = shape.model_validate(practice)
        values = {name: getattr(checked, name) for name in SHARED} | _own_values(checked)
        values |= {"intro": rich(checked.intro), "outcomes": [("outcome", line) for line in checked.outcomes]}
        return keep_page(parent=module, page_type=page_type, slug=checked.slug, values=values, actor=actor)

    def practices_of(self, *, module: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Give each live practical and log of ``module``."""
        for kind, (_shape, page_type) in KINDS.items():
            for page in page_type.objects.live().child_of(module).order_by("path"):
                yield kind, page.slug, practice_data(kind, page)


def practice_data(kind: str, page: Any) -> dict[str, Any]:
    """Return a practical or a log as its file holds it, without what says no more than the default."""
    fields = KINDS[kind][0].model_fields
    told = {name: getattr(page, name) for name in fields if name not in {"intro", "outcomes", "criteria"}}
    told = {name: value for name, value in told.items() if value != fields[name].default}
    more = {"intro": words(page.intro), "outcomes": [block.value for block in page.outcomes]}
    criteria = {"criteria": _groups(page)} if kind == "practical" else {}
    return told | filled(more) | criteria


def _own_values(checked: BaseModel) -> dict[str, Any]:
    if isinstance(checked, LogData):
        return {"required_minutes": checked.required_minutes, "required_treatments": checked.required_treatments}
    blocks: list[tuple[str, Any]] = []
    for group in checked.criteria if isinstance(checked, PracticalData) else []:
        blocks += [("group", group.heading)] if group.heading else []
        blocks += [("criterion", criterion.model_dump()) for criterion in group.items]
    return {"criteria": blocks}


def _groups(page: PracticalPage) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    for criterion in page.criteria_list():
        if not groups or groups[-1].get("heading", "") != criterion["group"]:
            groups.append(filled({"heading": criterion["group"]}) | {"items": []})
        groups[-1]["items"].append(filled({"text": criterion["text"], "critical": criterion["critical"]}))
    return groups

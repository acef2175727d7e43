"""Where questions of the bank belong: the learning outcomes that steps name, module by module, and the topics."""

from collections.abc import Iterator

from taggit.models import Tag
from wagtail.models import Page

from courses.models import ModulePage
from courses.outline import step_models
from quizzes.models import Question, QuestionTag


def outcomes_by_module() -> dict[str, list[str]]:
    """Return the outcomes that live steps name, under “course: module” in the order of the tree; one query a type."""
    titles = _titles_of_modules()
    found: dict[str, list[str]] = {title: [] for title in titles.values()}
    for path, outcome in sorted(_named(), key=lambda one: one[0]):
        module = titles.get(path[: -Page.steplen])
        if module and outcome not in found[module]:
            found[module].append(outcome)
    return {module: outcomes for module, outcomes in found.items() if outcomes}


def _titles_of_modules() -> dict[str, str]:
    """Return the names of live modules by their paths; two modules of a name are told apart by their courses."""
    modules = ModulePage.objects.live().order_by("path").values_list("path", "title")
    courses = dict(
        Page.objects.filter(path__in={path[: -Page.steplen] for path, _t in modules}).values_list("path", "title")
    )
    return {path: f"{courses[path[: -Page.steplen]]}: {title}" for path, title in modules}


def _named() -> Iterator[tuple[str, str]]:
    for model in step_models():
        for path, outcomes in model.objects.live().values_list("path", "outcomes"):
            yield from ((path, str(block.value)) for block in outcomes)


def outcomes_of_the_bank() -> list[str]:
    """Return the outcomes that questions have; one query."""
    named = Question.objects.exclude(outcome="").order_by("outcome").values_list("outcome", flat=True)
    return list(named.distinct())


def topics_of_the_bank() -> list[str]:
    """Return the tags of questions; one query."""
    used = QuestionTag.objects.order_by().values("tag")
    return list(Tag.objects.filter(pk__in=used).order_by("name").values_list("name", flat=True))

"""A course as its editors arrange it: every module and step in order, live or not, with what staff must know of each.

Read in a number of queries that does not grow with the course.
"""

import hashlib
from collections.abc import Iterable

from wagtail.models import Page

from accounts.models import User
from courses.arrangement_types import ArrangedModule, ArrangedStep, Arrangement
from courses.models import CoursePage, ModulePage
from courses.outline import step_models
from courses.page_status import PageStatus, statuses_of


def arrange(course: CoursePage, user: User) -> Arrangement:
    """Read ``course`` as ``user`` may see and change it."""
    modules = list(ModulePage.objects.child_of(course).order_by("path").defer("intro"))
    steps = [step for model in step_models() for step in _steps_of(model, course)]
    statuses = statuses_of([*modules, *steps])
    by_module = _by_module(steps)
    here = course.permissions_for_user(user)
    return Arrangement(
        course=course,
        modules=tuple(
            _arranged(module, (place, place == len(modules) - 1), by_module.get(module.path, []), statuses, user)
            for place, module in enumerate(modules)
        ),
        version=version_of([*modules, *steps]),
        may_arrange=here.can_reorder_children(),
        may_add=here.can_add_subpage(),
    )


def version_of(pages: Iterable[Page]) -> str:
    """Return a word for what stands where."""
    places = ",".join(f"{page.path}={page.pk}" for page in sorted(pages, key=lambda page: page.path))
    return hashlib.sha256(places.encode()).hexdigest()[:16]


def _steps_of(model: type[Page], course: CoursePage) -> Iterable[Page]:
    return model._default_manager.descendant_of(course).filter(depth=course.depth + 2).defer_streamfields()


def _by_module(steps: list[Page]) -> dict[str, list[Page]]:
    found: dict[str, list[Page]] = {}
    for step in sorted(steps, key=lambda step: step.path):
        found.setdefault(step.path[: -Page.steplen], []).append(step)
    return found


def _arranged(
    module: ModulePage, numbered: tuple[int, bool], steps: list[Page], statuses: dict[int, PageStatus], user: User
) -> ArrangedModule:
    place, is_last = numbered
    here = module.permissions_for_user(user)
    own = module.alias_of_id is None
    return ArrangedModule(
        page=module,
        status=statuses[module.pk],
        steps=tuple(_step(step, number, len(steps), statuses) for number, step in enumerate(steps)),
        place=place,
        is_last=is_last,
        may_arrange=own and here.can_reorder_children(),
        may_add=own and here.can_add_subpage(),
    )


def _step(step: Page, place: int, count: int, statuses: dict[int, PageStatus]) -> ArrangedStep:
    return ArrangedStep(
        page=step,
        kind=step.step_kind,
        minutes=step.minutes,
        practice=step.practice,
        required=step.required,
        status=statuses[step.pk],
        place=place,
        is_last=place == count - 1,
    )

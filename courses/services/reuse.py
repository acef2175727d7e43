"""One module taught in several courses: shown there as aliases, which Wagtail keeps at what the original says.

There is one text to edit. A student's progress, notes and attempts belong to the course that he or she is in. What
aliases do not follow by themselves is aligned here: steps added to the module, their order, steps that left it.
"""

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from content.services.pages import keep_order
from courses.models import CoursePage, ModulePage


@transaction.atomic
def reuse_module(*, module: ModulePage, course: CoursePage, actor: User | None = None) -> ModulePage:
    """Show ``module`` (or what it is an alias of) in ``course`` too; one that is shown already is brought into line."""
    module = ModulePage.objects.get(pk=module.alias_of_id) if module.alias_of_id else module
    shown = ModulePage.objects.child_of(course).filter(alias_of=module).first()
    if shown is None:
        course.refresh_from_db()
        shown = module.create_alias(recursive=True, parent=course, user=actor)
    align_steps(module=module, shown=shown, actor=actor)
    return ModulePage.objects.get(pk=shown.pk)


@transaction.atomic
def align_reused(*, module: Page, actor: User | None = None) -> None:
    """Bring every course that shows ``module`` into line with its steps."""
    for shown in ModulePage.objects.filter(alias_of=module.pk).exclude(pk=module.pk):
        align_steps(module=module, shown=shown, actor=actor)


def align_steps(*, module: Page, shown: Page, actor: User | None = None) -> None:
    """Add what is missing, take what has left out of sight, and put the rest in the original's order."""
    steps = list(module.get_children())
    followers = {child.alias_of_id: child for child in shown.get_children()}
    for step in steps:
        if step.pk not in followers:
            shown.refresh_from_db()
            followers[step.pk] = step.specific.create_alias(recursive=False, parent=shown, user=actor)
    for follower in followers.values():
        if follower.alias_of_id not in {step.pk for step in steps} and follower.live:
            follower.specific.unpublish(user=actor)
    keep_order(parent=shown, pages=[followers[step.pk] for step in steps], actor=actor)

"""Assessors and administrators regrade; certificates that a regrade touches are for administrators, as all are."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("academy.migrations.0001_roles")

REGRADE = {("quizzes", "regrade"): ("view", "add")}
ROLES: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    "assessor": REGRADE,
    "administrator": REGRADE | {("quizzes", "doubt"): ("change",)},
}


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the permissions to the groups that 0001 made."""
    for name, models in ROLES.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        for (app, model), verbs in models.items():
            group.permissions.add(*(roles.permission(apps, app, model, roles.codename(verb, model)) for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("academy", "0002_roles_for_the_course_itself"),
        ("quizzes", "0004_regrades"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

"""Who marks, who releases marks, and who lays scripts on another desk."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("academy.migrations.0001_roles")

MARK = ("view", "mark_script", "release_script")
ROLES: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    "assessor": {("quizzes", "script"): MARK, ("quizzes", "commentsnippet"): roles.WRITE},
    "administrator": {("quizzes", "script"): (*MARK, "assign_script"), ("quizzes", "commentsnippet"): roles.WRITE},
}


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the permissions to the groups that 0001 made."""
    for name, models in ROLES.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        for (app, model), verbs in models.items():
            group.permissions.add(*(roles.permission(apps, app, model, roles.codename(verb, model)) for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("academy", "0005_practice_roles"),
        ("quizzes", "0008_marking_desk"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

"""Who grants students more time and more attempts: those who examine, and administrators."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("academy.migrations.0001_roles")


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let both roles see, grant, change and withdraw accommodations; nobody deletes one."""
    for name in ("assessor", "administrator"):
        group = apps.get_model("auth", "Group").objects.get(name=name)
        verbs = ("add_accommodation", "change_accommodation", "view_accommodation")
        group.permissions.add(*(roles.permission(apps, "quizzes", "accommodation", verb) for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("academy", "0003_roles_for_regrading"),
        ("quizzes", "0005_accommodations_and_windows"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

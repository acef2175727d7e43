"""Who watches practicals and signs logs off, and the role that looks at how they do it: internal quality assurance."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("academy.migrations.0001_roles")

ASSESS = {("quizzes", "observation"): ("assess_practice",)}
ASSURE = {("quizzes", "observation"): ("quality_assure_practice",)}
#: What each role may do with which models.
ROLES: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    "assessor": ASSESS,
    "iqa": {
        **ASSURE,
        ("courses", "lessonpage"): ("read_lessons",),
        ("wagtailadmin", "admin"): ("access_admin",),
    },
    "administrator": {("quizzes", "observation"): ("assess_practice", "quality_assure_practice")},
}


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the role that was missing and add the permissions."""
    for name, models in ROLES.items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        for (app, model), verbs in models.items():
            group.permissions.add(*(roles.permission(apps, app, model, roles.codename(verb, model)) for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("academy", "0004_roles_for_accommodations"),
        ("quizzes", "0007_practicals_and_logs"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

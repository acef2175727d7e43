"""Who keeps the atlas, the safety lists and the glossary, writes letters, moderates, and sees changes and reports."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("academy.migrations.0001_roles")

WRITE = ("add", "change", "delete", "view")
SEE = ("view",)
SETTLE = ("change", "view")
#: What each role may do with which models.
ROLES: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    "editor": {
        ("content", "muscle"): roles.PUBLISH,
        ("content", "bodyregion"): roles.PUBLISH,
        ("content", "contraindication"): roles.PUBLISH,
        ("content", "redflag"): roles.PUBLISH,
        ("content", "glossaryterm"): roles.PUBLISH,
        ("content", "healthfinding"): SEE,
        ("courses", "livesession"): WRITE,
        ("courses", "post"): SETTLE,
        ("courses", "cardreport"): SETTLE,
    },
    "assessor": {
        ("content", "muscle"): SEE,
        ("content", "bodyregion"): SEE,
        ("content", "contraindication"): SEE,
        ("content", "redflag"): SEE,
        ("content", "glossaryterm"): SEE,
        ("courses", "lessonpage"): ("read_lessons",),
        ("courses", "post"): SEE,
        ("courses", "editnotice"): SEE,
    },
}
ROLES["administrator"] = ROLES["editor"] | {
    ("content", "subscriber"): ("view", "delete"),
    ("content", "letter"): (*WRITE, "send"),
    ("courses", "editnotice"): SETTLE,
}


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the permissions to the groups that 0001 made."""
    for name, models in ROLES.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        for (app, model), verbs in models.items():
            group.permissions.add(*(roles.permission(apps, app, model, roles.codename(verb, model)) for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("academy", "0001_roles"),
        ("content", "0002_the_course_itself"),
        ("courses", "0002_the_course_itself"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

"""The roles of the academy as groups, with what each may do in the staff area.

Editors write and send to moderation; administrators approve and publish. Everybody below administrator sees only what the
role works with. ``student`` carries no permission: it marks who came to learn.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VIEW = ("view",)
WRITE = ("add", "change", "delete", "view")
PUBLISH = (*WRITE, "publish")
PAGES_WRITE = ("add_page", "change_page")
PAGES_PUBLISH = (*PAGES_WRITE, "publish_page", "lock_page", "unlock_page", "bulk_delete_page")

MODELS = {
    "student": {},
    "editor": {
        ("content", "category"): WRITE,
        ("content", "author"): WRITE,
        ("quizzes", "question"): PUBLISH,
        ("quizzes", "case"): PUBLISH,
    },
    "assessor": {
        ("quizzes", "question"): VIEW,
        ("quizzes", "case"): VIEW,
        ("quizzes", "attempt"): VIEW,
        ("courses", "enrolment"): VIEW,
    },
    "finance": {
        ("courses", "order"): (*VIEW, "handle_money"),
        ("courses", "enrolment"): VIEW,
        ("accounts", "auditrecord"): VIEW,
    },
    "administrator": {
        ("accounts", "user"): ("add", "change", "view"),
        ("accounts", "auditrecord"): VIEW,
        ("content", "category"): WRITE,
        ("content", "author"): WRITE,
        ("content", "contactmessage"): ("change", "view"),
        ("content", "sitesettings"): ("change",),
        ("courses", "order"): (*VIEW, "handle_money"),
        ("courses", "enrolment"): ("change", "view"),
        ("quizzes", "question"): PUBLISH,
        ("quizzes", "case"): PUBLISH,
        ("quizzes", "attempt"): VIEW,
        ("certificates", "certificate"): ("change", "view"),
        ("wagtailredirects", "redirect"): WRITE,
        ("wagtailcore", "workflow"): ("add", "change"),
        ("wagtailcore", "task"): ("add", "change"),
    },
}
PAGES = {"editor": PAGES_WRITE, "administrator": PAGES_PUBLISH}
LIBRARY = {"editor": ("add", "change", "choose"), "administrator": ("add", "change", "choose", "delete")}
LIBRARY_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))
REPLACED_GROUPS = ("Editors", "Moderators")


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the groups and give each its permissions; Wagtail's own two groups give way to them."""
    groups = apps.get_model("auth", "Group").objects
    for name, models in MODELS.items():
        group, _created = groups.get_or_create(name=name)
        wanted = [permission(apps, *model, codename(verb, model[1])) for model, verbs in models.items() for verb in verbs]
        if name != "student":
            wanted.append(permission(apps, "wagtailadmin", "admin", "access_admin"))
        group.permissions.set(wanted)
        open_pages(apps, group, PAGES.get(name, ()))
        open_library(apps, group, LIBRARY.get(name, ()))
    hand_over_approval(apps, groups.get(name="administrator"))
    groups.filter(name__in=REPLACED_GROUPS).delete()


def codename(verb: str, model: str) -> str:
    return verb if "_" in verb else f"{verb}_{model}"


def permission(apps: Apps, app: str, model: str, name: str):
    """Return a permission that ``migrate`` would otherwise make only after all migrations."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    found, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=name, defaults={"name": f"Can {name.replace('_', ' ')}"}
    )
    return found


def open_pages(apps: Apps, group, names: tuple[str, ...]) -> None:
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    for name in names if root else ():
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=permission(apps, "wagtailcore", "page", name)
        )


def open_library(apps: Apps, group, verbs: tuple[str, ...]) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for app, model in LIBRARY_MODELS:
        for verb in verbs if root else ():
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root, permission=permission(apps, app, model, f"{verb}_{model}")
            )


def hand_over_approval(apps: Apps, administrator) -> None:
    """Let administrators approve what editors send in."""
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.groups.set([administrator])


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0001_initial"),
        ("certificates", "0001_initial"),
        ("content", "0001_initial"),
        ("courses", "0001_initial"),
        ("quizzes", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]

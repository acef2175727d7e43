"""The marking desk in the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from quizzes.admin_comments import CommentViewSet
from quizzes.admin_desk import ScriptViewSet


@hooks.register("register_admin_viewset")
def marking_desk() -> list[ScriptViewSet | CommentViewSet]:
    """Open the marking desk and its comment bank."""
    return [ScriptViewSet(), CommentViewSet()]


@hooks.register("register_permissions")
def desk_permissions() -> QuerySet[Permission]:
    """Let a role be given the desk in the group form."""
    codenames = ["view_script", "mark_script", "assign_script", "release_script"]
    return Permission.objects.filter(content_type__app_label="quizzes", codename__in=codenames)

"""The question bank and the attempts in the Wagtail admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from quizzes.admin_attempts import AttemptViewSet
from quizzes.admin_bank import BankViewSetGroup

register_snippet(BankViewSetGroup)


@hooks.register("register_admin_viewset")
def attempts() -> AttemptViewSet:
    """List students' attempts for assessors."""
    return AttemptViewSet("attempts")

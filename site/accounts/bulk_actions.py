"""What Wagtail would do to many people at once, made to leave a trail or switched off."""

from django.utils import timezone
from wagtail.users.views.bulk_actions import DeleteBulkAction, SetActiveStateBulkAction

from accounts.models import User
from accounts.services.profile import set_active


class SetActive(SetActiveStateBulkAction):
    """Opens or closes accounts, one audit record each; a superuser's only by a superuser."""

    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and (self.request.user.is_superuser or not obj.is_superuser)

    @classmethod
    def execute_action(cls, objects: list[User], mark_as_active: bool = False, user: User | None = None, **kwargs):
        others = [person for person in objects if user is None or person.pk != user.pk]
        for person in others:
            set_active(user=person, active=mark_as_active, at=timezone.now(), actor=user)
        return len(others), 0


class NoDeletion(DeleteBulkAction):
    """People are anonymised on request, never deleted: orders, certificates and the audit trail refer to them."""

    def check_perm(self, obj: User) -> bool:
        return False

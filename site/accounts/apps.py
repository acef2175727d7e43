from django.apps import AppConfig
from django.db.models.signals import m2m_changed
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """People: who they are, how they sign in, what was done by whom."""

    name = "accounts"

    def ready(self) -> None:
        from accounts.models import User
        from accounts.receivers import on_roles_changed
        from accounts.staff_scripts import install

        install()
        m2m_changed.connect(on_roles_changed, sender=User.groups.through, dispatch_uid="accounts.roles")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's people management, with our fields instead of first and last names."""

    user_viewset = "accounts.viewsets.PersonViewSet"

"""Where certificates meet Wagtail's admin: an entry under Academy, the list behind it, an icon, the permissions."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from certificates.wagtail_listing import CertificateViewSet

viewset = CertificateViewSet()


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificateViewSet:
    """Put the list into the staff area."""
    return viewset


@hooks.register("register_academy_menu_item")
def certificates_menu_item() -> MenuItem:
    """Show it under Academy to who may see certificates."""
    return viewset.get_menu_item(viewset.menu_order)


@hooks.register("register_icons")
def register_certificate_icon(icons: list[str]) -> list[str]:
    """Offer the icon of a certificate."""
    return [*icons, "certificates/icons/certificate.svg"]


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """Let groups be given sight of certificates and decisions about them."""
    wanted = ["view_certificate", "change_certificate"]
    return Permission.objects.filter(content_type__app_label="certificates", codename__in=wanted)

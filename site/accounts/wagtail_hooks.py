"""The staff area's people and audit trail."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts import bulk_actions
from accounts.reports import AuditReportView

hooks.register("register_bulk_action", bulk_actions.SetActive, order=10)
hooks.register("register_bulk_action", bulk_actions.NoDeletion, order=10)


class AuditMenuItem(MenuItem):
    """Shown to those who may read the audit trail."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("accounts.view_auditrecord")


@hooks.register("register_reports_menu_item")
def register_audit_menu_item() -> MenuItem:
    """Put the audit trail under Reports."""
    return AuditMenuItem(_("Audit trail"), reverse("audit_report"), icon_name="history", order=900)


@hooks.register("register_admin_urls")
def register_audit_urls() -> list[URLPattern]:
    """Serve the listing and its results for filtering."""
    return [
        path("reports/audit/", AuditReportView.as_view(), name="audit_report"),
        path("reports/audit/results/", AuditReportView.as_view(results_only=True), name="audit_report_results"),
    ]


@hooks.register("register_permissions")
def register_audit_permission() -> QuerySet[Permission]:
    """Let a role be given the audit trail in the group form."""
    return Permission.objects.filter(content_type__app_label="accounts", codename="view_auditrecord")


@hooks.register("insert_global_admin_js")
def staff_start_script() -> SafeString:
    """Start pickers and choosers without inline scripts, see ``accounts.staff_scripts``."""
    return format_html('<script src="{}"></script>', static("js/staff-start.js"))


@hooks.register("insert_global_admin_js")
def staff_save_script() -> SafeString:
    """Let what was typed last win over a saving by itself that is still under way."""
    return format_html('<script src="{}"></script>', static("js/staff-save.js"))


@hooks.register("insert_global_admin_css")
def staff_colours() -> SafeString:
    """Dress the staff area in the academy's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/staff.css"))

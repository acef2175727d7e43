"""What the health report found on a page, above its editor."""

from typing import Any

from wagtail.admin.panels import Panel

MOST = 12
NOTE = 3


class HealthPanel(Panel):
    """Shows the errors and warnings about the published page; nothing where there are none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/admin/health_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self.findings())

        def findings(self) -> list[Any]:
            """Return the worst findings, read once."""
            if not hasattr(self, "_findings"):
                found = self.instance.health_findings.filter(severity__lt=NOTE).select_related("link")
                self._findings = list(found[:MOST])
            return self._findings

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"findings": self.findings()}

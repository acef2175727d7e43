from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Issuing, signing and checking certificates."""

    name = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        """Connect the receivers and the system checks."""
        from certificates import checks, receivers  # noqa: F401

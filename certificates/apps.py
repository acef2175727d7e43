from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Issuing, signing and checking certificates."""

    name = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        """Connect the receivers and the system checks, and tell who judges marks what rests on them."""
        from certificates import awards, checks, receivers  # noqa: F401
        from courses.awards import register_awards

        register_awards(awards)

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """What staff publish that is not a course."""

    name = "content"

    def ready(self) -> None:
        from content import receivers

        receivers.connect()

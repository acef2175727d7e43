from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """The wiring of the other apps, and the demo."""

    name = "academy"

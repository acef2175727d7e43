from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Courses, the students in them, and what they paid."""

    name = "courses"

    def ready(self) -> None:
        """Connect what keeps the cached outlines honest."""
        from courses import outline_receivers  # noqa: F401

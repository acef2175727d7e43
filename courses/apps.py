from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Courses, the students in them, and what they paid."""

    name = "courses"

    def ready(self) -> None:
        """Connect what keeps outlines and reused modules honest; open the atlas to students; add to the profile."""
        from accounts.profile_parts import register_profile_part
        from content.atlas.readers import register_reader
        from courses import edit_receivers, offline_receivers, outline_receivers, reuse_receivers  # noqa: F401
        from courses.access import has_open_seat
        from courses.views_digest import profile_part

        register_reader(has_open_seat)
        register_profile_part(profile_part)

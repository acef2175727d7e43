from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Question bank, cases, quizzes, attempts and marks."""

    name = "quizzes"

    def ready(self) -> None:
        """Let courses' files hold questions, cases and quizzes, and missed questions become cards; keep used images."""
        from wagtail.models import ReferenceIndex

        from courses.flashcards.sources import register_source
        from courses.sources.bank import register_bank
        from quizzes import flashcards
        from quizzes.models import PictureUse
        from quizzes.sources import QuestionBank

        register_bank(QuestionBank())
        register_source(flashcards)
        ReferenceIndex.register_model(PictureUse)  # Wagtail's own pages then say that an image is protected

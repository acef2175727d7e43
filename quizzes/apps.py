from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Question bank, cases, quizzes, attempts and marks."""

    name = "quizzes"

    def ready(self) -> None:
        """Let courses' files hold questions, cases and quizzes, and let missed questions become cards."""
        from courses.flashcards.sources import register_source
        from courses.sources.bank import register_bank
        from quizzes import flashcards
        from quizzes.sources import QuestionBank

        register_bank(QuestionBank())
        register_source(flashcards)

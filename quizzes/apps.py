from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Question bank, cases, quizzes, attempts and marks."""

    name = "quizzes"

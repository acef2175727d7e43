"""Addresses of results in the staff area."""

from django.urls import path

from quizzes.admin_gradebook import GradebookExportView, GradebookView
from quizzes.admin_results import (
    CaseResultsView,
    ItemExportView,
    QuestionResultsView,
    QuizResultsView,
    ResultsIndexView,
)

urlpatterns = [
    path("results/", ResultsIndexView.as_view(), name="results"),
    path("results/quizzes/<int:pk>/", QuizResultsView.as_view(), name="results_quiz"),
    path("results/quizzes/<int:pk>/export/", ItemExportView.as_view(), name="results_items"),
    path("results/quizzes/<int:pk>/questions/<str:column>/", QuestionResultsView.as_view(), name="results_question"),
    path("results/quizzes/<int:pk>/cases/<int:case>/", CaseResultsView.as_view(), name="results_case"),
    path("results/courses/<int:pk>/", GradebookView.as_view(), name="gradebook"),
    path("results/courses/<int:pk>/export/", GradebookExportView.as_view(), name="gradebook_export"),
]

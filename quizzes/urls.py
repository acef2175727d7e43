"""Addresses of a sitting; a quiz itself is a page of its course."""

from django.urls import path

from quizzes.views import review, saving, sitting

urlpatterns = [
    path("attempts/start/<int:quiz_id>/", sitting.start_attempt, name="attempt_start"),
    path("attempts/<str:token>/", sitting.attempt, name="attempt"),
    path("attempts/<str:token>/<int:item>/", sitting.decision, name="attempt_decision"),
    path("attempts/<str:token>/answers/<int:item>/", saving.answer, name="attempt_answer"),
    path("attempts/<str:token>/flags/<int:item>/", saving.flag, name="attempt_flag"),
    path("attempts/<str:token>/submit/", sitting.submit, name="attempt_submit"),
    path("attempts/<str:token>/review/", review.review, name="attempt_review"),
]

"""Addresses of a sitting, of an observation and of a log; the step itself is a page of its course."""

from django.urls import path

from quizzes.views import appeal, clock, kept_files, practicals, review, saving, self_check, sitting, treatment_log

urlpatterns = [
    path("self-check/<int:page_id>/<str:block_id>/", self_check.check, name="self_check"),
    path("attempts/start/<int:quiz_id>/", sitting.start_attempt, name="attempt_start"),
    path("attempts/uploads/<str:token>/", kept_files.upload, name="upload"),
    path("attempts/<str:token>/", sitting.attempt, name="attempt"),
    path("attempts/<str:token>/<int:item>/", sitting.decision, name="attempt_decision"),
    path("attempts/<str:token>/answers/<int:item>/", saving.answer, name="attempt_answer"),
    path("attempts/<str:token>/uploads/<int:item>/", saving.upload, name="attempt_upload"),
    path("attempts/<str:token>/flags/<int:item>/", saving.flag, name="attempt_flag"),
    path("attempts/<str:token>/time/", clock.time_left, name="attempt_time"),
    path("attempts/<str:token>/submit/", sitting.submit, name="attempt_submit"),
    path("attempts/<str:token>/review/", review.review, name="attempt_review"),
    path("practice/observations/<int:pk>/", practicals.observation, name="observation"),
    path("practice/observations/<int:pk>/record/", practicals.record, name="observation_record"),
    path("practice/evidence/<str:token>/", practicals.evidence, name="evidence"),
    path("practice/log/<int:page_id>/add/", treatment_log.add, name="log_add"),
    path("practice/log/<int:page_id>/submit/", treatment_log.submit, name="log_submit"),
    path("practice/log/entries/<int:pk>/", treatment_log.entry, name="log_entry"),
    path("practice/log/entries/<int:pk>/withdraw/", treatment_log.withdraw, name="log_withdraw"),
    path("attempts/<str:token>/appeal/<int:item>/", appeal.appeal, name="attempt_appeal"),
]

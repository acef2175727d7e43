"""Addresses of the learning half: steps, what a student posts from them, My learning, My notes."""

from django.urls import include, path

from courses import views, views_learn, views_live, views_news, views_notes, views_offline, views_search, views_study

STEP = "courses/<str:course>/<str:module>/<str:step>/"

urlpatterns = [
    path("", include("courses.urls_money")),
    path("", include("courses.urls_discussion")),
    path("learn/", views_learn.my_learning, name="my_learning"),
    path("learn/cards/", include("courses.urls_flashcards")),
    path("learn/offline/", views_offline.reader, name="offline_reader"),
    path("offline-worker.js", views_offline.worker, name="offline_worker"),
    path("learn/live/<int:pk>/join/", views_live.join, name="live_session_join"),
    path("learn/live/<int:pk>/calendar.ics", views_live.calendar, name="live_session_calendar"),
    path("learn/notes/", views_notes.my_notes, name="my_notes"),
    path("learn/notes/print/", views_notes.print_notes, name="my_notes_print"),
    path("learn/notes/my-notes.md", views_notes.notes_markdown, name="my_notes_markdown"),
    path("learn/notes/my-notes.json", views_notes.notes_json, name="my_notes_json"),
    path("learn/notes/<int:pk>/", views_study.study_mark, name="study_mark"),
    path("learn/notes/<int:pk>/remove/", views_study.remove_mark, name="study_mark_remove"),
    path("learn/changes/<int:pk>/confirm/", views_news.confirm_notice, name="confirm_notice"),
    path("courses/", views.catalogue_page, name="catalogue"),
    path("courses/<str:course>/", views.course_page, name="course"),
    path("courses/<str:course>/search/", views_search.course_search, name="course_search"),
    path("courses/<str:course>/offline.json", views_offline.manifest, name="offline_manifest"),
    path("courses/<str:course>/offline/progress/", views_offline.progress, name="offline_progress"),
    path(STEP, views.step_page, name="step"),
    path(f"{STEP}done/", views.mark_done, name="step_done"),
    path(f"{STEP}position/", views.position, name="step_position"),
    path(f"{STEP}notes/", views_study.add_note, name="step_notes"),
    path(f"{STEP}highlights/", views_study.add_highlight, name="step_highlights"),
    path(f"{STEP}bookmark/", views_study.bookmark, name="step_bookmark"),
    path(f"{STEP}body/", views_offline.body, name="step_body"),
]

"""Addresses of the discussions under lessons."""

from django.urls import path

from courses import views_digest, views_discussion, views_posts

ROOM = "courses/<str:course>/<str:module>/<str:step>/discussion/"
POST = f"{ROOM}posts/<int:pk>/"

urlpatterns = [
    path(ROOM, views_discussion.discussion, name="discussion"),
    path(f"{ROOM}ask/", views_discussion.ask, name="discussion_ask"),
    path(f"{ROOM}follow/", views_posts.follow_lesson, name="discussion_follow"),
    path(f"{ROOM}<int:pk>/", views_discussion.question, name="discussion_question"),
    path(f"{ROOM}<int:pk>/answer/", views_discussion.answer, name="discussion_answer"),
    path(f"{ROOM}<int:pk>/follow/", views_posts.follow_question, name="discussion_question_follow"),
    path(f"{POST}edit/", views_posts.edit, name="discussion_edit"),
    path(f"{POST}remove/", views_posts.remove, name="discussion_remove"),
    path(f"{POST}report/", views_posts.report, name="discussion_report"),
    path(f"{POST}accept/", views_posts.accept, name="discussion_accept"),
    path(f"{POST}helped/", views_posts.helped, name="discussion_helped"),
    path("learn/discussions/mail/", views_digest.digest_settings, name="discussion_mail"),
    path("learn/discussions/leave/<str:token>/", views_digest.leave, name="discussion_leave"),
]

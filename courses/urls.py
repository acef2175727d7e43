"""Addresses of the learning half: steps, what a student posts from them, My learning."""

from django.urls import include, path

from courses import views, views_learn

STEP = "courses/<str:course>/<str:module>/<str:step>/"

urlpatterns = [
    path("", include("courses.urls_money")),
    path("learn/", views_learn.my_learning, name="my_learning"),
    path("courses/", views.catalogue_page, name="catalogue"),
    path("courses/<str:course>/", views.course_page, name="course"),
    path(STEP, views.step_page, name="step"),
    path(f"{STEP}done/", views.mark_done, name="step_done"),
    path(f"{STEP}position/", views.position, name="step_position"),
]

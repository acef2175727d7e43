"""Doors that Wagtail and Django's admin would open by password alone; included before them, so these answer first."""

from django.urls import path, re_path

from accounts import views

urlpatterns = [
    path("staff/login/", views.sign_in_here),
    re_path(r"^staff/password_reset/", views.change_password_here),
    path("django-admin/login/", views.sign_in_here),
    re_path(r"^django-admin/password_change/", views.change_password_here),
    path("_util/login/", views.sign_in_here),
]

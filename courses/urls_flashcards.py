"""Addresses of revision with cards."""

from django.urls import path

from courses import views_flashcards, views_flashcards_aside, views_flashcards_more

urlpatterns = [
    path("", views_flashcards.decks, name="cards"),
    path("study/", views_flashcards.study, name="cards_study"),
    path("answer/", views_flashcards.answer, name="card_answer"),
    path("undo/", views_flashcards.undo, name="card_undo"),
    path("aside/", views_flashcards_aside.aside, name="card_aside"),
    path("report/", views_flashcards_aside.report, name="card_report"),
    path("statistics/", views_flashcards_more.statistics, name="cards_statistics"),
    path("settings/", views_flashcards_more.card_settings, name="cards_settings"),
]

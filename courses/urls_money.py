"""Addresses of the money half: buying, the buyer's orders, Stripe's webhook."""

from django.urls import path

from courses import views_money, views_webhook

urlpatterns = [
    path("courses/<slug:slug>/buy/", views_money.checkout_start, name="checkout_start"),
    path("orders/", views_money.order_list, name="order_list"),
    path("orders/<str:reference>/", views_money.order_detail, name="order_detail"),
    path("orders/<str:reference>/return/", views_money.order_return, name="order_return"),
    path("webhooks/stripe/", views_webhook.stripe_webhook, name="stripe_webhook"),
]

"""Closed for maintenance: a 503 that says when to come back, for everybody but staff and health checks."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER_SECONDS = 600
ALWAYS_OPEN = ("/healthz", "/readyz", "/staff/", "/accounts/", "/static/", "/webhooks/")


class MaintenanceMiddleware:
    """Answers 503 while ``MAINTENANCE`` is on; money's webhooks, staff and the way to sign in stay open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE or _stays_open(request):
            return self.get_response(request)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        response["Cache-Control"] = "no-store"
        return response


def _stays_open(request: HttpRequest) -> bool:
    if request.path_info.startswith(ALWAYS_OPEN):
        return True
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.user.is_authenticated and request.user.is_staff

"""A browser that keeps lessons forgets them when its person signs out, or another one signs in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from courses.offline.owner import COOKIE


class ForgetOfflineMiddleware:
    """Adds ``Clear-Site-Data`` where ``courses.offline.owner.ask_to_forget`` asked for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "forget_offline", False):
            response["Clear-Site-Data"] = '"storage"'
            response.delete_cookie(COOKIE)
        return response

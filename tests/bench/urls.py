"""The site's addresses and, before them, the views against which everything is measured."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from academy.urls import *
from academy.urls import urlpatterns as site_patterns


def hello(request: HttpRequest) -> HttpResponse:
    """Answer without looking at anything."""
    return HttpResponse("hello")


def hello_user(request: HttpRequest) -> HttpResponse:
    """Answer with session and user: the yardstick."""
    return HttpResponse(f"hello {request.user}")


urlpatterns = [path("bench/hello/", hello), path("bench/hello-user/", hello_user), *site_patterns]

"""One copy of a public page for everyone who is not signed in, kept until something is published.

A view or page says by ``content.generation.mark_public`` that its answer is the same for all; a page of a student never
says so. Even then nothing is kept that sets a cookie or carries a nonce: both belong to one visitor. A kept page is
answered before session, user and database are touched.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import get_language_from_request

from content.generation import KEY, current_generation, is_marked_public

KEPT_QUERIES = frozenset({"page", "category", "tag"})
LONGEST_QUERY = 200

Kept = tuple[str, bytes, list[tuple[str, str]]]


class PublicPageCacheMiddleware:
    """Answers from the kept copy, or keeps the answer if it may; stands before everything that touches a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request):
            return self.get_response(request)
        key = _key_of(request)
        found = cache.get_many([KEY, key])
        generation = found.get(KEY) or current_generation()
        kept: Kept | None = found.get(key)
        if kept and kept[0] == generation:
            return _conditional(request, _restored(kept))
        response = self.get_response(request)
        if not _is_same_for_everyone(response):
            return response
        _prepare(response)
        cache.set(key, (generation, response.content, list(response.items())), settings.PUBLIC_CACHE_SECONDS)
        return _conditional(request, response)


def _may_be_kept(request: HttpRequest) -> bool:
    """Tell whether this is a plain question of somebody unknown, with a query that our lists understand."""
    return (
        request.method == "GET"
        and not settings.DEBUG
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_HX_REQUEST" not in request.META
        and "HTTP_AUTHORIZATION" not in request.META
        and request.GET.keys() <= KEPT_QUERIES
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _key_of(request: HttpRequest) -> str:
    language = get_language_from_request(request, check_path=False)
    return f"content:page:{request.scheme}:{request.get_host()}:{language}:{request.get_full_path()}"


def _is_same_for_everyone(response: HttpResponse) -> bool:
    return (
        is_marked_public(response)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "'nonce-" not in response.get("Content-Security-Policy", "")
        and not {"private", "no-store"} & set(response.get("Cache-Control", "").replace(" ", "").split(","))
    )


def _prepare(response: HttpResponse) -> None:
    """Let browsers keep the page too, but ask us each time whether it still holds."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, no_cache=True)
    set_response_etag(response)


def _restored(kept: Kept) -> HttpResponse:
    _generation, content, headers = kept
    return HttpResponse(content, headers=dict(headers))


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    return get_conditional_response(request, etag=response.get("ETag"), response=response) or response

"""Public addresses that are no pages: search and what programs read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from content.addresses import absolute
from content.atlas.hits import atlas_hits
from content.generation import mark_public
from content.search import search_pages, tidy

CLOSED = (
    "/staff/",
    "/django-admin/",
    "/accounts/",
    "/learn/",
    "/orders/",
    "/attempts/",
    "/search/",
    "/newsletter/",
    "/webhooks/",
    "/api/",
)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; without a question, the empty field."""
    query = tidy(request.GET.get("q", ""))
    found = (
        search_pages(query=query, kind=request.GET.get("kind", ""), number=request.GET.get("page")) if query else None
    )
    return render(request, "content/search.html", {"query": query, "found": found, "in_atlas": atlas_hits(query)})


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Say which places are not for search engines, and where the sitemap is."""
    closed = "\n".join(f"Disallow: {path}" for path in CLOSED)
    text = f"User-agent: *\n{closed}\n\nSitemap: {absolute(reverse('sitemap'))}\n"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    mark_public(response)
    return response

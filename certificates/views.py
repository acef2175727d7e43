"""Where anyone checks a certificate: by its code or by its file."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from certificates import codes
from certificates.errors import CredentialError
from certificates.forms import FileForm
from certificates.lookup import find, may_see_name
from certificates.models import Certificate
from certificates.presentation import verdict_on
from certificates.services.keys import published_did
from certificates.throttle import too_many
from certificates.verification import Verified, read_credential, verify


@require_http_methods(["GET", "HEAD", "POST"])
def verify_form(request: HttpRequest) -> HttpResponse:
    """Show the field; lead a typed code to its page, answer a file at once."""
    if request.method == "POST":
        return _answer_file(request)
    typed = request.GET.get("code", "").strip()
    if not typed:
        return render(request, "certificates/verify.html", {"form": FileForm()})
    if code := codes.normalise(typed):
        return HttpResponseRedirect(reverse("verify_code", args=[code]))
    return _busy(request) if too_many(request) else _not_found(request, typed)


@require_GET
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Say what is true today of the certificate with this code; 404 only for a code that was never given."""
    if too_many(request):
        return _busy(request)
    if certificate := find(code):
        return _answer(request, certificate)
    return _not_found(request, code)


def _answer_file(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if too_many(request):
        return _busy(request)
    if not form.is_valid():
        return render(request, "certificates/verify.html", {"form": form}, status=400)
    try:
        verified = verify(read_credential(form.cleaned_data["file"].read()), did=published_did())
    except CredentialError as error:
        return render(request, "certificates/verify_file_bad.html", {"why": str(error), "form": FileForm()})
    if certificate := find(verified.code):
        return _answer(request, certificate, verified=verified)
    return _not_found(request, verified.code)


def _answer(request: HttpRequest, certificate: Certificate, verified: Verified | None = None) -> HttpResponse:
    now = timezone.now()
    context = {
        "certificate": certificate,
        "verdict": verdict_on(certificate, at=now),
        "shows_name": verified is not None or may_see_name(request, certificate),
        "verified": verified,
        "checked_at": now,
        "expired": certificate.state_on(now) == "expired",
    }
    return _fresh(render(request, "certificates/verify_code.html", context))


def _not_found(request: HttpRequest, typed: str) -> HttpResponse:
    context = {"typed": typed[:60], "form": FileForm()}
    return _fresh(render(request, "certificates/verify_unknown.html", context, status=404))


def _busy(request: HttpRequest) -> HttpResponse:
    response = _fresh(render(request, "certificates/verify_busy.html", status=429))
    response["Retry-After"] = "60"
    return response


def _fresh(response: HttpResponse) -> HttpResponse:
    """An answer is true at the moment it is given: nobody keeps it, no search engine lists it."""
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex"
    return response

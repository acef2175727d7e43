"""The certificate's files, the academy's keys and the signed status lists, for people and for programs."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from certificates import codes
from certificates.lookup import may_see_name
from certificates.models import CertificateFiles, StatusList
from certificates.services.keys import published_did
from certificates.services.status_lists import signed_list
from certificates.throttle import too_many

TYPES = {"json": "application/vc", "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"}
FIELDS = {"json": "credential"}


@require_GET
def credential_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Serve one dress of a certificate, whatever its state: the signature and the page say what it is worth."""
    if too_many(request):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    field = FIELDS.get(form, form)
    found = CertificateFiles.objects.select_related("certificate").only("certificate", field)
    files = found.filter(certificate__code=codes.normalise(code)).first()
    if files is None:
        raise Http404
    if not may_see_name(request, files.certificate):
        return render(request, "certificates/private.html", {"code": files.certificate.code}, status=403)
    name = f"certificate-{files.certificate.code}.{form}"
    headers = {
        "Content-Disposition": f'{"attachment" if "download" in request.GET else "inline"}; filename="{name}"',
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "private, max-age=300",
        "X-Robots-Tag": "noindex",
    }
    content = getattr(files, field)
    return HttpResponse(
        content if isinstance(content, str) else bytes(content), content_type=TYPES[form], headers=headers
    )


@require_GET
def did_document(request: HttpRequest) -> HttpResponse:
    """Publish the academy's keys, old ones too."""
    return HttpResponse(
        json.dumps(published_did(), indent=2),
        content_type="application/did+ld+json",
        headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"},
    )


@require_GET
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """Serve a signed status list; a reader who has it already is told so in no bytes."""
    try:
        found = signed_list(number=number, at=timezone.now())
    except StatusList.DoesNotExist as error:
        raise Http404 from error
    headers = {"ETag": f'"{found.etag}"', "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
    if found.etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(found.signed, content_type="application/vc", headers=headers)

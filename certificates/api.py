"""The JSON answer to "is this certificate true today?"; OpenAPI at ``openapi.json``, no page that loads a CDN."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.responses import Status
from ninja.security import HttpBearer

from certificates.api_words import BatchIn, BatchLine, CertificateOut, Problem, describe
from certificates.lookup import find, find_many, may_see_name
from certificates.models import EmployerKey
from certificates.services.employers import employer_of
from certificates.throttle import LIMIT, WINDOW, over, too_many

#: Batches an employer may ask for in a window.
BATCHES = 10

api = NinjaAPI(
    title="NMT Academy: certificates",
    version="1",
    description=f"Says what is true of a certificate now; {LIMIT} look-ups in {WINDOW} seconds from one address.",
    docs_url=None,
    urls_namespace="certificates_api",
)


class EmployersOnly(HttpBearer):
    """``Authorization: Bearer KEY`` with a key that the academy gave."""

    def authenticate(self, request: HttpRequest, token: str) -> EmployerKey | None:
        """Return whose key it is; a caller who guesses is slowed down like any other."""
        return None if too_many(request) else employer_of(token)


@api.get(
    "/certificates/{code}", response={200: CertificateOut, 404: Problem, 429: Problem}, summary="Check a certificate"
)
def check_certificate(request: HttpRequest, response: HttpResponse, code: str) -> Status:
    """Answer for one code; upper or lower case, with or without hyphens. Every kind of not found answers alike."""
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    if too_many(request):
        return _busy(response)
    certificate = find(code)
    if certificate is None:
        return Status(404, {"detail": "No certificate has this code."})
    return Status(200, describe(certificate, with_name=may_see_name(request, certificate)))


@api.post(
    "/certificates",
    response={200: list[BatchLine], 401: Problem, 429: Problem},
    auth=EmployersOnly(),
    summary="Check up to 200 certificates with an employer's key",
)
def check_batch(request: HttpRequest, response: HttpResponse, batch: BatchIn) -> Status:
    """Answer for each code in the order asked; a name that its graduate hides stays hidden."""
    response["Cache-Control"] = "no-store"
    if over(f"batches.{request.auth.pk}", limit=BATCHES):  # type: ignore[attr-defined]
        return _busy(response)
    answers = {asked: describe(one, with_name=one.name_public) for asked, one in find_many(batch.codes).items()}
    return Status(200, [BatchLine(asked=asked, certificate=answers.get(asked)) for asked in batch.codes])


def _busy(response: HttpResponse) -> Status:
    response["Retry-After"] = str(WINDOW)
    return Status(429, {"detail": "Too many look-ups; try again in a minute."})

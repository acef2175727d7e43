"""Where Stripe knocks."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from courses.gateway import ForgedEvent, verify_event
from courses.services.inbox import store_event
from courses.tasks import process_event

logger = logging.getLogger("courses.money")

LARGEST_BODY = 512 * 1024  # bytes


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Prove an event, store it, answer 200, then act on it in the background; what proves nothing changes nothing."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        logger.warning("webhook refused: too large")
        return HttpResponse("too large", status=413, content_type="text/plain")
    try:
        event = verify_event(request.body, request.headers.get("Stripe-Signature"))
    except ForgedEvent as error:
        logger.warning("webhook refused: %s", error)
        return HttpResponse("not a signed event", status=400, content_type="text/plain")
    stored = store_event(event=event, at=timezone.now())
    if stored.processed_at is None:
        process_event.enqueue(stored.pk)
    return HttpResponse("stored", content_type="text/plain")

"""The only module that speaks to Stripe's library. It returns our words and raises our errors.

Every call is remote: never make one inside a database transaction.
"""

import json
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

from courses.models import Order
from courses.money_truth import Truth
from courses.stripe_shapes import (
    Event,
    OpenedSession,
    Owner,
    dispute_in,
    id_in,
    opened_in,
    owner_in,
    payment_in,
    read_event,
    refund_in,
    session_in,
    snapshot_in,
    warning_in,
)

__all__ = ["Event", "ForgedEvent", "OpenedSession", "Owner", "PaymentRefused", "PaymentServiceDown"]

logger = logging.getLogger("courses.money")

TOLERANCE_SECONDS = 300
CLOCK_SKEW_SECONDS = 10
TIMEOUT_SECONDS = (5, 20)  # to connect, to read
PAGE_SIZE = 100


class ForgedEvent(Exception):
    """What came to the webhook does not prove that Stripe sent it, or cannot be read."""


class PaymentServiceDown(Exception):
    """Stripe cannot be reached, or cannot answer now; trying again later may help."""


class PaymentRefused(Exception):
    """Stripe answered and said no; trying the same again does not help."""


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn the library's errors into ours."""
    try:
        yield
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        logger.error("stripe does not accept our key: %s", error.user_message or error.code)
        raise PaymentServiceDown(str(error)) from error
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as error:
        raise PaymentServiceDown(str(error)) from error
    except stripe.StripeError as error:
        raise PaymentRefused(str(error)) from error


@lru_cache(maxsize=4)
def _client_for(key: str, base: str) -> stripe.StripeClient:
    addresses: dict[str, Any] = {"base_addresses": {"api": base}} if base else {}
    return stripe.StripeClient(
        key, http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS), max_network_retries=2, **addresses
    )


def _api() -> Any:
    return _client_for(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE).v1


def create_session(
    *, order: Order, attempt: int, expires_at: datetime, success_url: str, cancel_url: str
) -> OpenedSession:
    """Open the Checkout session of one try; the same try with the same arguments gives the same session.

    ``expires_at`` lies 30 minutes to 24 hours ahead. Everything about the price comes from the order's own copy.
    """
    metadata = {"order": order.reference, "attempt": str(attempt)}
    product = {"name": order.title, "metadata": {"course": str(order.course_id)}}
    price = {"currency": order.currency, "unit_amount": order.total_minor, "product_data": product}
    params = {
        "mode": "payment",
        "client_reference_id": order.reference,
        "customer_email": order.student.email,
        "locale": "auto",
        "line_items": [{"quantity": 1, "price_data": price | {"tax_behavior": "inclusive"}}],
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata, "description": f"{order.title} ({order.reference})"},
        "expires_at": int(expires_at.timestamp()),
        "success_url": success_url,
        "cancel_url": cancel_url,
    }
    with our_errors():
        key = {"idempotency_key": f"order:{order.reference}:attempt:{attempt}"}
        return opened_in(_api().checkout.sessions.create(params, options=key))


def expire_session(session_id: str) -> None:
    """Close an open session so that nobody can pay it; PaymentRefused if it is complete or expired already."""
    with our_errors():
        _api().checkout.sessions.expire(session_id)


def refund(*, charge_id: str, amount_minor: int | None, reference: str, reason: str, key: str) -> str:
    """Ask Stripe to send money back, all that is left when ``amount_minor`` is None; return the refund's id."""
    params: dict[str, Any] = {"charge": charge_id, "reason": "requested_by_customer"}
    params["metadata"] = {"order": reference, "reason": reason[:500]}
    if amount_minor is not None:
        params["amount"] = amount_minor
    with our_errors():
        return _api().refunds.create(params, options={"idempotency_key": key}).id


def fetch_truth(session_ids: Iterable[str]) -> Truth:
    """Fetch these sessions with their payments, charges, all refunds, disputes and warnings.

    Sessions are asked first: what changes while we fetch can then only make the money look newer than the session.
    """
    warnings = _api().radar.early_fraud_warnings
    with our_errors():
        sessions = tuple(session_in(_api().checkout.sessions.retrieve(session_id)) for session_id in session_ids)
        ids = sorted({session.payment_id for session in sessions if session.payment_id})
        return Truth(
            sessions=sessions,
            payments=tuple(_fetch_payment(payment_id) for payment_id in ids),
            refunds=tuple(refund_in(found, own) for own in ids for found in _all(_api().refunds, own)),
            disputes=tuple(dispute_in(found, own) for own in ids for found in _all(_api().disputes, own)),
            warnings=tuple(warning_in(found, own) for own in ids for found in _all(warnings, own)),
        )


def find_owner(object_type: str, object_id: str) -> Owner:
    """Ask Stripe whose an object is that an event names; an empty Owner where it is not one of ours."""
    with our_errors():
        if object_type == "checkout.session":
            return owner_in(_api().checkout.sessions.retrieve(object_id).to_dict())
        payment_id = object_id if object_type == "payment_intent" else _payment_id_of(object_type, object_id)
        if not payment_id:
            return Owner()
        found = _api().checkout.sessions.list({"payment_intent": payment_id, "limit": 1}).data
        return owner_in(found[0].to_dict()) if found else Owner()


def events_since(moment: datetime) -> Iterator[Event]:
    """Yield the events that Stripe made since ``moment`` (it keeps them for 30 days), the newest first."""
    with our_errors():
        params: Any = {"created": {"gte": int(moment.timestamp())}, "limit": PAGE_SIZE}
        for found in _api().events.list(params).auto_paging_iter():
            yield snapshot_in(found.to_dict())


def verify_event(raw_body: bytes, signature: str | None) -> Event:
    """Prove that Stripe sent this body and read it, a snapshot or a thin event; raise ForgedEvent otherwise."""
    try:
        stripe.WebhookSignature.verify_header(raw_body, signature, settings.STRIPE_WEBHOOK_SECRET, TOLERANCE_SECONDS)
        _refuse_future(signature or "")
        return read_event(json.loads(raw_body))
    except stripe.SignatureVerificationError as error:
        raise ForgedEvent(error.user_message or "bad signature") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # not UTF-8, not JSON, not an event
        raise ForgedEvent(f"unreadable: {type(error).__name__}") from error


def _refuse_future(signature: str) -> None:
    """The library guards only the past: a body signed for next year would stay valid until then."""
    stamps = [part.removeprefix("t=") for part in signature.split(",") if part.startswith("t=")]
    if any(int(stamp) > time.time() + CLOCK_SKEW_SECONDS for stamp in stamps):
        raise ForgedEvent("signed in the future")


def _payment_id_of(object_type: str, object_id: str) -> str:
    services = {
        "charge": _api().charges,
        "refund": _api().refunds,
        "dispute": _api().disputes,
        "radar.early_fraud_warning": _api().radar.early_fraud_warnings,
    }
    if object_type not in services:
        return ""
    return id_in(services[object_type].retrieve(object_id).to_dict().get("payment_intent"))


def _all(service: Any, payment_id: str) -> Iterator[Any]:
    return service.list({"payment_intent": payment_id, "limit": PAGE_SIZE}).auto_paging_iter()


def _fetch_payment(payment_id: str) -> Any:
    return payment_in(_api().payment_intents.retrieve(payment_id), _all(_api().charges, payment_id))

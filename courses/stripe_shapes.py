"""Reading what Stripe sends: its objects and events, turned into our words. Needs neither network nor its library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from courses import money_truth as words


@dataclass(frozen=True)
class Event:
    """A hint from Stripe that something changed. ``thin_id`` is set for a thin event, ``id`` is then its snapshot's."""

    id: str
    type: str
    livemode: bool
    object_type: str
    object_id: str
    payload: dict[str, Any]
    thin_id: str = ""


@dataclass(frozen=True)
class Owner:
    """Whose an object at Stripe is: the order's reference and try from its metadata, and its ids; empty if unknown."""

    reference: str = ""
    attempt: int = 0
    session_id: str = ""
    payment_id: str = ""


@dataclass(frozen=True)
class OpenedSession:
    """A Checkout session that the buyer can be sent to."""

    id: str
    url: str
    status: str
    expires_at: datetime


def read_event(body: dict[str, Any]) -> Event:
    """Read a snapshot or a thin event; KeyError or TypeError if it is neither."""
    return thin_in(body) if body["object"] == "v2.core.event" else snapshot_in(body)


def owner_in(body: dict[str, Any]) -> Owner:
    """Read whose a session, payment or charge is from what we wrote on it; empty where it says nothing."""
    metadata = body.get("metadata") or {}
    is_session = body.get("object") == "checkout.session"
    payment = body.get("id") if body.get("object") == "payment_intent" else body.get("payment_intent")
    attempt = str(metadata.get("attempt", ""))
    return Owner(
        reference=str(body.get("client_reference_id") or metadata.get("order") or ""),
        attempt=int(attempt) if attempt.isdecimal() else 0,
        session_id=str(body["id"]) if is_session else "",
        payment_id=id_in(payment),
    )


def snapshot_in(body: dict[str, Any]) -> Event:
    """Read a snapshot: the event with the object as it was then."""
    if body["object"] != "event":
        raise ValueError("not an event")
    thing = body["data"]["object"]
    return Event(
        id=_text(body["id"]),
        type=_text(body["type"]),
        livemode=bool(body["livemode"]),
        object_type=_text(thing["object"]),
        object_id=str(thing.get("id", "")),
        payload=body,
    )


def thin_in(body: dict[str, Any]) -> Event:
    """Read a thin event: it only names the object."""
    thing = body.get("related_object") or {}
    return Event(
        id=_text(body.get("snapshot_event") or body["id"]),
        type=_text(body["type"]).removeprefix("v1."),
        livemode=bool(body.get("livemode", False)),
        object_type=str(thing.get("type", "")),
        object_id=str(thing.get("id", "")),
        payload=body,
        thin_id=_text(body["id"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("not a name")
    return value


def id_in(value: Any) -> str:
    """The id of a field that Stripe may have expanded; empty for none."""
    return str(value.get("id", "")) if isinstance(value, dict) else str(value or "")


def _at(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, tz=UTC)


def opened_in(found: Any) -> OpenedSession:
    """Read a session that was just opened."""
    return OpenedSession(found.id, found.url or "", found.status or "", _at(found.expires_at))


def session_in(found: Any) -> words.Session:
    """Read a Checkout session."""
    return words.Session(
        id=found.id,
        status=found.status or "",
        payment_status=found.payment_status,
        amount_minor=found.amount_total or 0,
        currency=found.currency or "",
        livemode=found.livemode,
        payment_id=id_in(found.to_dict().get("payment_intent")),
    )


def payment_in(found: Any, charges: Iterable[Any]) -> words.Payment:
    """Read a payment intent, with the charges listed for it."""
    action = (found.to_dict().get("next_action") or {}).get("type")
    return words.Payment(
        id=found.id,
        status=found.status,
        amount_minor=found.amount,
        currency=found.currency,
        livemode=found.livemode,
        awaits_transfer=found.status == "requires_action" and action == "display_bank_transfer_instructions",
        charges=tuple(charge_in(charge) for charge in charges),
    )


def charge_in(found: Any) -> words.Charge:
    """Read a charge."""
    details = found.to_dict().get("payment_method_details") or {}
    return words.Charge(
        found.id, found.status, found.amount, found.currency, _at(found.created), str(details.get("type") or "")
    )


def refund_in(found: Any, payment_id: str) -> words.Refund:
    """Read a refund of one payment."""
    return words.Refund(found.id, payment_id, found.status or "", found.amount, found.currency, _at(found.created))


def dispute_in(found: Any, payment_id: str) -> words.Dispute:
    """Read a dispute; money that came back with it is a positive balance transaction."""
    movements = found.to_dict().get("balance_transactions") or []
    back = [_at(movement["created"]) for movement in movements if movement["amount"] > 0]
    return words.Dispute(
        id=found.id,
        payment_id=payment_id,
        status=found.status,
        amount_minor=found.amount,
        currency=found.currency,
        created_at=_at(found.created),
        reinstated_at=max(back, default=None),
    )


def warning_in(found: Any, payment_id: str) -> words.FraudWarning:
    """Read an early fraud warning."""
    return words.FraudWarning(found.id, payment_id, found.actionable)

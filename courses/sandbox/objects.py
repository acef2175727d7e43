"""Objects in Stripe's shape, as plain dictionaries that its library can parse."""

import copy
import secrets
import time
from typing import Any

Thing = dict[str, Any]
API_VERSION = "2026-10-28.endive"

PREFIXES = {
    "checkout.session": "cs_test_", "payment_intent": "pi_", "charge": "ch_", "refund": "re_", "dispute": "du_",
    "radar.early_fraud_warning": "issfr_", "customer": "cus_", "event": "evt_", "balance_transaction": "txn_",
}  # fmt: skip


def make(kind: str, **fields: Any) -> Thing:
    """Return a new object of ``kind`` with an id, the time (seconds since 1970) and test mode."""
    basis = {"id": PREFIXES[kind] + secrets.token_hex(12), "object": kind, "created": int(time.time())}
    return basis | {"livemode": False, "metadata": {}} | fields


def new_session(params: Thing, base_url: str) -> Thing:
    """A Checkout session that waits for its buyer."""
    amount = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in params["line_items"])
    session = make(
        "checkout.session",
        mode="payment",
        status="open",
        payment_status="unpaid",
        amount_subtotal=amount,
        amount_total=amount,
        currency=params["line_items"][0]["price_data"]["currency"],
        client_reference_id=params.get("client_reference_id"),
        customer=params.get("customer"),
        customer_email=params.get("customer_email"),
        customer_details=None,
        expires_at=params.get("expires_at") or int(time.time()) + 86_400,
        locale=params.get("locale"),
        metadata=params.get("metadata", {}),
        payment_intent=None,
        payment_method_types=["card", "bacs_debit"],
        success_url=params.get("success_url"),
        cancel_url=params.get("cancel_url"),
        ui_mode="hosted_page",
    )
    return session | {"url": f"{base_url}/pay/{session['id']}"}


def new_payment(session: Thing, data: Thing) -> Thing:
    """The payment intent that begins when a buyer first tries to pay a session."""
    return make(
        "payment_intent",
        amount=session["amount_total"],
        amount_received=0,
        currency=session["currency"],
        customer=session["customer"],
        description=data.get("description"),
        latest_charge=None,
        last_payment_error=None,
        metadata=data.get("metadata", {}),
        next_action=None,
        payment_method_types=session["payment_method_types"],
        receipt_email=data.get("receipt_email"),
        status="requires_payment_method",
    )


def new_charge(payment: Thing, *, status: str, method: str = "card") -> Thing:
    """One attempt to move the money of ``payment``: succeeded, pending or failed."""
    failed = status == "failed"
    return make(
        "charge",
        amount=payment["amount"],
        amount_captured=payment["amount"] if status == "succeeded" else 0,
        amount_refunded=0,
        captured=status == "succeeded",
        currency=payment["currency"],
        customer=payment["customer"],
        description=payment["description"],
        disputed=False,
        failure_code="card_declined" if failed else None,
        failure_message="The card was declined." if failed else None,
        metadata=dict(payment["metadata"]),
        paid=status == "succeeded",
        payment_intent=payment["id"],
        payment_method_details={"type": method, method: {}},
        refunded=False,
        status=status,
    )


def new_refund(charge: Thing, *, amount: int, status: str, reason: str | None, metadata: Thing) -> Thing:
    """Money on its way back."""
    return make(
        "refund",
        amount=amount,
        charge=charge["id"],
        currency=charge["currency"],
        failure_reason=None,
        metadata=metadata,
        payment_intent=charge["payment_intent"],
        reason=reason,
        status=status,
    )


def new_dispute(charge: Thing, *, status: str) -> Thing:
    """A dispute or, with a status that begins with ``warning``, an inquiry."""
    return make(
        "dispute",
        amount=charge["amount"],
        balance_transactions=[],
        charge=charge["id"],
        currency=charge["currency"],
        evidence={},
        evidence_details={"due_by": int(time.time()) + 7 * 86_400, "has_evidence": False, "past_due": False},
        is_charge_refundable=status.startswith("warning"),
        payment_intent=charge["payment_intent"],
        reason="product_not_received",
        status=status,
    )


def new_movement(dispute: Thing, amount: int) -> Thing:
    """The line in the balance that a dispute causes: minus when money is withdrawn, plus when it comes back."""
    return make("balance_transaction", amount=amount, currency=dispute["currency"], type="adjustment", net=amount)


def new_event(kind: str, thing: Thing) -> Thing:
    """A snapshot event: the object as it is now."""
    event = make("event", type=kind, api_version=API_VERSION, pending_webhooks=1, request={"id": None})
    del event["metadata"]
    return event | {"data": {"object": copy.deepcopy(thing)}}


def thin_of(event: Thing) -> Thing:
    """The thin event beside a snapshot: it names the object and the snapshot, and says nothing about either."""
    thing = event["data"]["object"]
    created = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(event["created"]))
    return {
        "id": "evt_test_thin_" + event["id"].removeprefix("evt_"),
        "object": "v2.core.event",
        "type": "v1." + event["type"],
        "created": created,
        "livemode": False,
        "snapshot_event": event["id"],
        "related_object": {
            "id": thing["id"],
            "type": thing["object"],
            "url": f"/v1/{thing['object']}s/{thing['id']}",
        },
    }

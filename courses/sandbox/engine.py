"""What happens at the stand-in: buyers pay, banks settle, staff refund, disputes run. Every step writes events."""

import threading
import time
from collections.abc import Callable
from typing import Any

from courses.sandbox.errors import ApiError, missing
from courses.sandbox.objects import (
    Thing,
    make,
    new_charge,
    new_dispute,
    new_event,
    new_movement,
    new_payment,
    new_refund,
    new_session,
)
from courses.sandbox.storage import Storage

INQUIRY = "warning_needs_response"


class Engine:
    """All objects by kind and id, and the steps that change them; safe to call from several threads.

    ``on_event`` is told of each new event; ``settle_after`` is the number of seconds after which a delayed payment
    settles by itself (None: only by the panel).
    """

    def __init__(self, storage: Storage | None = None, *, settle_after: float | None = None) -> None:
        self.lock = threading.RLock()
        self.storage = storage or Storage(None)
        self.things: dict[str, dict[str, Thing]] = self.storage.load()
        self.settle_after = settle_after
        self.on_event: Callable[[Thing], None] = lambda _event: None

    def all(self, kind: str) -> list[Thing]:
        """Every object of a kind, the newest first."""
        with self.lock:
            return list(reversed(self.things.get(kind, {}).values()))

    def get(self, kind: str, identifier: str) -> Thing:
        """One object; ApiError 404 if there is none."""
        with self.lock:
            found = self.things.get(kind, {}).get(identifier)
        if found is None:
            raise missing(kind, identifier)
        return found

    @property
    def events(self) -> list[Thing]:
        """Every event, the oldest first."""
        return list(reversed(self.all("event")))

    # --- what the API asks for ------------------------------------------------------------------

    def open_session(self, params: dict[str, Any], base_url: str) -> Thing:
        """Open a Checkout session."""
        session = new_session(params, base_url)
        session["_payment_intent_data"] = params.get("payment_intent_data", {})
        return self._keep(session)

    def expire(self, session_id: str) -> Thing:
        """Close an open session for good."""
        session = self._open_session(session_id)
        return self._change(session, "checkout.session.expired", status="expired", url=None)

    def expire_overdue(self) -> None:
        """Close the sessions whose time is up."""
        for session in self.all("checkout.session"):
            if session["status"] == "open" and session["expires_at"] <= time.time():
                self.expire(session["id"])

    def add_customer(self, params: dict[str, Any]) -> Thing:
        """Remember a customer."""
        return self._keep(make("customer", **params), "customer.created")

    def refund(
        self, charge_id: str, amount: int | None = None, *, status: str = "succeeded", reason: str | None = None,
        metadata: Thing | None = None,
    ) -> Thing:  # fmt: skip
        """Send money of a charge back; ``status`` may be pending, to be finished by ``finish_refund``."""
        with self.lock:
            charge = self.get("charge", charge_id)
            left = charge["amount"] - self._refunded(charge)
            amount = left if amount is None else amount
            if not charge["paid"] or amount <= 0 or amount > left:
                raise ApiError(400, f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
                               param="amount", code="charge_already_refunded" if not left else "")  # fmt: skip
            refund = new_refund(charge, amount=amount, status=status, reason=reason, metadata=metadata or {})
            self._keep(refund, "refund.created")
            self._count_refunds(charge)
            return refund

    # --- what a buyer does ----------------------------------------------------------------------

    def pay(self, session_id: str) -> Thing:
        """A card that is accepted."""
        with self.lock:
            session, payment = self._begin(session_id)
            self._succeed(payment, self._keep(new_charge(payment, status="succeeded"), "charge.succeeded"))
            return self._complete(session, "checkout.session.completed", paid=True)

    def pay_later(self, session_id: str, *, will_fail: bool = False) -> Thing:
        """A debit that takes days: the session is complete, the money is not here."""
        with self.lock:
            session, payment = self._begin(session_id)
            charge = self._keep(new_charge(payment, status="pending", method="bacs_debit"), "charge.pending")
            fate = {
                "will_fail": will_fail,
                "settles_at": time.time() + self.settle_after if self.settle_after else None,
            }
            self._change(
                payment, "payment_intent.processing", status="processing", latest_charge=charge["id"], _fate=fate
            )
            return self._complete(session, "checkout.session.completed", paid=False)

    def await_transfer(self, session_id: str) -> Thing:
        """The buyer chose a bank transfer and was told where to send it."""
        with self.lock:
            session, payment = self._begin(session_id)
            action = {"type": "display_bank_transfer_instructions"}
            self._change(payment, "payment_intent.requires_action", status="requires_action", next_action=action)
            return self._complete(session, "checkout.session.completed", paid=False)

    def decline(self, session_id: str) -> Thing:
        """A card that is refused: the session stays open."""
        with self.lock:
            session, payment = self._begin(session_id)
            charge = self._keep(new_charge(payment, status="failed"), "charge.failed")
            self._fail(payment, charge)
            return session

    def settle(self, payment_id: str, *, fails: bool | None = None) -> Thing:
        """End a delayed payment, well or badly; without ``fails`` as the buyer chose."""
        with self.lock:
            payment = self.get("payment_intent", payment_id)
            if payment["status"] not in {"processing", "requires_action"}:
                raise ApiError(400, f"This payment is {payment['status']} already.")
            session = self._session_of(payment)
            if payment.get("_fate", {}).get("will_fail", False) if fails is None else fails:
                self._settle_badly(payment)
                return self._change(session, "checkout.session.async_payment_failed")
            self._settle_well(payment)
            return self._complete(session, "checkout.session.async_payment_succeeded", paid=True)

    def settle_due(self) -> None:
        """End the delayed payments whose time has come."""
        for payment in self.all("payment_intent"):
            due = payment.get("_fate", {}).get("settles_at")
            if payment["status"] == "processing" and due and due <= time.time():
                self.settle(payment["id"])

    # --- what banks do --------------------------------------------------------------------------

    def finish_refund(self, refund_id: str, status: str) -> Thing:
        """A refund arrives (succeeded) or does not (failed, canceled)."""
        with self.lock:
            refund = self.get("refund", refund_id)
            why = "lost_or_stolen_card" if status == "failed" else None
            kind = "refund.failed" if status == "failed" else "refund.updated"
            self._change(refund, kind, status=status, failure_reason=why)
            self._count_refunds(self.get("charge", refund["charge"]))
            return refund

    def dispute(self, charge_id: str, *, inquiry: bool = False) -> Thing:
        """The buyer's bank asks: an inquiry moves no money, a dispute withdraws it at once."""
        with self.lock:
            charge = self.get("charge", charge_id)
            if not charge["paid"]:
                raise ApiError(400, "No money has moved.")
            dispute = new_dispute(charge, status=INQUIRY if inquiry else "needs_response")
            self._keep(dispute, "charge.dispute.created")
            charge["disputed"] = True
            return dispute if inquiry else self._withdraw(dispute)

    def move_dispute(self, dispute_id: str, status: str) -> Thing:
        """Take a dispute on: needs_response (an inquiry escalates), under_review, won, lost, warning_closed."""
        with self.lock:
            dispute = self.get("dispute", dispute_id)
            is_over = status in {"won", "lost", "warning_closed"}
            self._change(dispute, "charge.dispute.closed" if is_over else "charge.dispute.updated", status=status)
            if status == "needs_response" and not dispute["balance_transactions"]:
                self._withdraw(dispute)
            if status == "won":
                dispute["balance_transactions"].append(new_movement(dispute, dispute["amount"]))
                self._change(dispute, "charge.dispute.funds_reinstated")
            return dispute

    def warn(self, charge_id: str) -> Thing:
        """A card network's early warning of fraud."""
        charge = self.get("charge", charge_id)
        warning = make(
            "radar.early_fraud_warning", actionable=True, charge=charge_id, fraud_type="misc",
            payment_intent=charge["payment_intent"],
        )  # fmt: skip
        return self._keep(warning, "radar.early_fraud_warning.created")

    # --- inside ---------------------------------------------------------------------------------

    def _keep(self, thing: Thing, event: str = "") -> Thing:
        with self.lock:
            self.things.setdefault(thing["object"], {})[thing["id"]] = thing
            if event:
                self._tell(event, thing)
            self.storage.save(self.things)
            return thing

    def _change(self, thing: Thing, event: str, **fields: Any) -> Thing:
        with self.lock:
            thing.update(fields)
            self._tell(event, thing)
            self.storage.save(self.things)
            return thing

    def _tell(self, kind: str, thing: Thing) -> None:
        event = new_event(kind, shown(thing))
        self.things.setdefault("event", {})[event["id"]] = event
        self.on_event(event)

    def _open_session(self, session_id: str) -> Thing:
        session = self.get("checkout.session", session_id)
        if session["status"] != "open":
            raise ApiError(400, f"This Session is {session['status']} and can no longer be changed.")
        return session

    def _begin(self, session_id: str) -> tuple[Thing, Thing]:
        self.expire_overdue()
        session = self._open_session(session_id)
        if session["payment_intent"] is None:
            payment = self._keep(new_payment(session, session["_payment_intent_data"]), "payment_intent.created")
            session["payment_intent"] = payment["id"]
        return session, self.get("payment_intent", session["payment_intent"])

    def _session_of(self, payment: Thing) -> Thing:
        return next(found for found in self.all("checkout.session") if found["payment_intent"] == payment["id"])

    def _complete(self, session: Thing, event: str, *, paid: bool) -> Thing:
        status = "paid" if paid else "unpaid"
        details = {"email": session["customer_email"]}
        return self._change(
            session, event, status="complete", payment_status=status, url=None, customer_details=details
        )

    def _succeed(self, payment: Thing, charge: Thing) -> None:
        self._change(
            payment, "payment_intent.succeeded", status="succeeded", latest_charge=charge["id"], next_action=None,
            amount_received=payment["amount"], last_payment_error=None,
        )  # fmt: skip

    def _fail(self, payment: Thing, charge: Thing) -> None:
        error = {"type": "card_error", "code": charge["failure_code"], "message": charge["failure_message"]}
        self._change(
            payment, "payment_intent.payment_failed", status="requires_payment_method", next_action=None,
            latest_charge=charge["id"], last_payment_error=error,
        )  # fmt: skip

    def _pending_charge(self, payment: Thing) -> Thing:
        if payment["latest_charge"]:
            return self.get("charge", payment["latest_charge"])
        return self._keep(new_charge(payment, status="pending", method="customer_balance"), "charge.pending")

    def _settle_well(self, payment: Thing) -> None:
        charge = self._pending_charge(payment)
        fields = {"status": "succeeded", "paid": True, "captured": True, "amount_captured": charge["amount"]}
        self._succeed(payment, self._change(charge, "charge.succeeded", **fields))

    def _settle_badly(self, payment: Thing) -> None:
        fields = {"status": "failed", "failure_code": "debit_not_authorized", "failure_message": "The bank refused."}
        self._fail(payment, self._change(self._pending_charge(payment), "charge.failed", **fields))

    def _withdraw(self, dispute: Thing) -> Thing:
        dispute["balance_transactions"].append(new_movement(dispute, -dispute["amount"]))
        return self._change(dispute, "charge.dispute.funds_withdrawn")

    def _refunded(self, charge: Thing) -> int:
        mine = (found for found in self.all("refund") if found["charge"] == charge["id"])
        return sum(found["amount"] for found in mine if found["status"] not in {"failed", "canceled"})

    def _count_refunds(self, charge: Thing) -> None:
        amount = self._refunded(charge)
        if amount == charge["amount_refunded"]:
            return
        kind = "charge.refunded" if amount > charge["amount_refunded"] else "charge.updated"
        self._change(charge, kind, amount_refunded=amount, refunded=amount == charge["amount"])


def shown(thing: Thing) -> Thing:
    """The object without what only the sandbox knows."""
    return {name: value for name, value in thing.items() if not name.startswith("_")}

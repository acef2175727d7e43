"""The panel: every payment with what a bank, a buyer or staff could do to it, and how webhooks misbehave."""

from courses.sandbox.deliveries import Controls, Deliveries
from courses.sandbox.engine import Engine
from courses.sandbox.errors import ApiError
from courses.sandbox.markup import button, money, page, status, text
from courses.sandbox.objects import Thing

SHOWN = 100
TICKS = (
    ("paused", "Hold deliveries back"),
    ("double", "Deliver twice"),
    ("shuffle", "Deliver in any order"),
    ("missign", "Sign with a wrong secret"),
    ("thin", "Send a thin event as well"),
)
DISPUTE_STEPS = {
    "warning_needs_response": (("needs_response", "Becomes a dispute"), ("warning_closed", "Close the inquiry")),
    "needs_response": (("under_review", "Evidence sent"), ("won", "We win"), ("lost", "We lose")),
    "under_review": (("won", "We win"), ("lost", "We lose")),
}


def panel_page(engine: Engine, deliveries: Deliveries, said: str = "") -> bytes:
    """Show the newest payments and the deliveries."""
    sessions = engine.all("checkout.session")[:SHOWN]
    rows = "".join(_row(engine, session) for session in sessions) or "<p>Nobody has come to pay yet.</p>"
    note = f'<p role="status" class="card" data-test="said">{text(said)}</p>' if said else ""
    return page("Payments", f"{note}{_controls(deliveries)}<h2>Payments</h2>{rows}")


def act(engine: Engine, deliveries: Deliveries, action: str, form: dict[str, str]) -> str:
    """Do what a button asks; return a sentence that says so. ApiError or KeyError if it cannot be done."""
    match action:
        case "controls":
            deliveries.controls = read_controls(form)
            return "Deliveries set."
        case "settle":
            engine.settle(form["payment"], fails=form["do"] == "fail")
        case "expire":
            engine.expire(form["session"])
        case "refund":
            engine.refund(form["charge"], int(form["amount"]), status="pending" if form.get("pending") else "succeeded")
        case "finish_refund":
            engine.finish_refund(form["refund"], form["do"])
        case "dispute":
            engine.dispute(form["charge"], inquiry=form["do"] == "inquiry")
        case "move_dispute":
            engine.move_dispute(form["dispute"], form["do"])
        case "warn":
            engine.warn(form["charge"])
        case _:
            raise ApiError(404, "No such action.")
    return "Done."


def read_controls(form: dict[str, str]) -> Controls:
    """Read the ticks and the delay (0 to 3600 seconds)."""
    late = form.get("late", "0")
    ticks = {name: name in form for name, _label in TICKS}
    return Controls(late=min(int(late), 3600) if late.isdecimal() else 0, **ticks)


def _controls(deliveries: Deliveries) -> str:
    ticks = "".join(
        f'<label class="tick"><input type="checkbox" name="{name}" id="control-{name}"'
        f"{' checked' if getattr(deliveries.controls, name) else ''}>{label}</label>"
        for name, label in TICKS
    )
    late = (
        '<label>Deliver late, by seconds<input type="number" name="late" id="control-late" min="0" max="3600" '
        f'value="{deliveries.controls.late}"></label>'
    )
    form = button("/panel/controls", "Set deliveries", test="controls", inner=ticks + late)
    where = f'<p class="muted">To {text(deliveries.url)}</p>'
    return f'<h2>Webhooks</h2><div class="card">{form}{where}{_queue(deliveries)}</div>'


def _queue(deliveries: Deliveries) -> str:
    waiting = deliveries.waiting()
    if not waiting:
        return '<p data-test="queue">Everything is delivered.</p>'
    lines = "".join(
        f"<tr><td>{text(found.body['type'])}</td><td>{found.tries}</td><td>{text(found.said or 'not yet')}</td></tr>"
        for found in waiting[:20]
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Event", "Tries", "Answer"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<p data-test="queue">{len(waiting)} waiting.</p><div class="scroll">{table}</div>'


def _row(engine: Engine, session: Thing) -> str:
    parts = [_session_part(session)]
    if session["payment_intent"]:
        payment = engine.get("payment_intent", session["payment_intent"])
        parts += [_payment_part(payment)]
        charges = [
            found for found in engine.all("charge") if found["payment_intent"] == payment["id"] and found["paid"]
        ]
        parts += [_charge_part(engine, charge) for charge in charges]
    return (
        f'<section class="card" data-test="payment" data-order="{text(session["client_reference_id"])}" '
        f'data-session="{text(session["id"])}">{"".join(parts)}</section>'
    )


def _session_part(session: Thing) -> str:
    metadata = ", ".join(f"{key} {value}" for key, value in session["metadata"].items())
    head = (
        f'<div class="head"><h3>Order {text(session["client_reference_id"])} · '
        f"{money(session['amount_total'], session['currency'])}</h3>"
        f"<span>{status(session['status'])} {status(session['payment_status'])}</span></div>"
        f'<p class="muted">{text(session["customer_email"] or "")} · {text(metadata)} · {text(session["id"])}</p>'
    )
    if session["status"] != "open":
        return head
    expire = button("/panel/expire", "Expire the session", test="expire", inner=_hidden("session", session["id"]))
    return f'{head}<div class="row">{expire}</div>'


def _payment_part(payment: Thing) -> str:
    head = f'<div class="sub head"><span>Payment {text(payment["id"])}</span>{status(payment["status"])}</div>'
    if payment["status"] not in {"processing", "requires_action"}:
        return head
    field = _hidden("payment", payment["id"])
    good = button("/panel/settle", "Settle now", test="settle", kind="primary", inner=field)
    bad = button("/panel/settle", "Let it fail", test="fail", kind="bad", inner=field)
    return f'{head}<div class="row">{good}{bad}</div>'


def _charge_part(engine: Engine, charge: Thing) -> str:
    refunds = [found for found in engine.all("refund") if found["charge"] == charge["id"]]
    disputes = [found for found in engine.all("dispute") if found["charge"] == charge["id"]]
    return (
        _charge_actions(charge)
        + "".join(_refund_part(refund) for refund in refunds)
        + "".join(_dispute_part(dispute) for dispute in disputes)
    )


def _charge_actions(charge: Thing) -> str:
    field, left = _hidden("charge", charge["id"]), charge["amount"] - charge["amount_refunded"]
    amount = (
        f'<label>Refund, in minor units<input type="number" name="amount" min="1" max="{left}" value="{left}"></label>'
        '<label class="tick"><input type="checkbox" name="pending">stays pending</label>'
    )
    refund = button("/panel/refund", "Refund", test="refund", inner=field + amount) if left else ""
    others = "".join(
        button(action, label, test=test, inner=field)
        for action, label, test in (
            ("/panel/dispute", "Open an inquiry", "inquiry"),
            ("/panel/dispute", "Open a dispute", "dispute"),
            ("/panel/warn", "Early fraud warning", "warn"),
        )
    )
    return f'<div class="row">{refund}</div><div class="row">{others}</div>'


def _refund_part(refund: Thing) -> str:
    head = _line("refund-line", f"Refund of {money(refund['amount'], refund['currency'])}", refund)
    choices = {"pending": (("succeeded", "It arrives"), ("failed", "It fails")), "succeeded": (("failed", "It fails"),)}
    field = _hidden("refund", refund["id"])
    buttons = "".join(
        button("/panel/finish_refund", label, test=to, inner=field) for to, label in choices.get(refund["status"], ())
    )
    return f'{head}<div class="row">{buttons}</div>'


def _dispute_part(dispute: Thing) -> str:
    head = _line("dispute-line", f"Dispute {dispute['id']}", dispute)
    field = _hidden("dispute", dispute["id"])
    buttons = "".join(
        button("/panel/move_dispute", label, test=to, inner=field)
        for to, label in DISPUTE_STEPS.get(dispute["status"], ())
    )
    return f'{head}<div class="row">{buttons}</div>'


def _line(test: str, title: str, thing: Thing) -> str:
    return f'<div class="sub head" data-test="{test}"><span>{text(title)}</span>{status(thing["status"])}</div>'


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{text(value)}">'

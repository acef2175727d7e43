"""The hosted checkout page: what a buyer at the sandbox can do with a session."""

from courses.sandbox.engine import Engine
from courses.sandbox.errors import ApiError
from courses.sandbox.markup import button, money, page, text
from courses.sandbox.objects import Thing

CHOICES = (
    ("pay", "Pay now by card", "primary"),
    ("later_good", "Pay by bank debit: takes days, then succeeds", ""),
    ("later_bad", "Pay by bank debit: takes days, then fails", ""),
    ("decline", "Try a card that is declined", ""),
    ("abandon", "Abandon: let the session expire", "bad"),
)


def checkout_page(engine: Engine, session_id: str, note: str = "") -> bytes:
    """Show one session with its choices, or why there are none any more."""
    engine.expire_overdue()
    session = engine.get("checkout.session", session_id)
    facts = (
        f'<p class="amount">{money(session["amount_total"], session["currency"])}</p>'
        f'<p class="muted">Order <span data-test="reference">{text(session["client_reference_id"])}</span>'
        f" · {text(session['customer_email'] or 'no e-mail address')}</p>"
    )
    body = _choices(session, note) if session["status"] == "open" else _ended(session)
    return page("Checkout", f'<div class="card checkout">{facts}{body}</div>')


def choose(engine: Engine, session_id: str, choice: str) -> str:
    """Do what the buyer chose; return where to send the browser next. ApiError if the session is not open any more."""
    session = engine.get("checkout.session", session_id)
    steps = {
        "pay": engine.pay,
        "later_good": engine.pay_later,
        "later_bad": lambda identifier: engine.pay_later(identifier, will_fail=True),
        "decline": engine.decline,
        "abandon": engine.expire,
    }
    if choice not in steps:
        raise ApiError(400, "No such choice.")
    steps[choice](session_id)
    if choice == "decline":
        return f"/pay/{session_id}?declined"
    address = session["cancel_url"] if choice == "abandon" else session["success_url"]
    return (address or "/panel/").replace("{CHECKOUT_SESSION_ID}", session_id)


def _choices(session: Thing, note: str) -> str:
    said = f'<p role="alert"><strong>{text(note)}</strong></p>' if note else ""
    buttons = "".join(button(f"/pay/{session['id']}", label, test=name, kind=kind) for name, label, kind in CHOICES)
    back = session["cancel_url"]
    link = f'<p><a href="{text(back)}" data-test="back">Back without paying</a></p>' if back else ""
    return f'{said}<div class="stack">{buttons}</div>{link}'


def _ended(session: Thing) -> str:
    return f'<p data-test="ended">This session is {text(session["status"])}. It cannot be paid any more.</p>'

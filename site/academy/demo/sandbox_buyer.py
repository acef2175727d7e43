"""A buyer, a bank and a card scheme for the demo: what people do on the sandbox's pages, as form posts."""

import json
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from courses.models import LedgerEntry, Order


class SandboxBuyer:
    """Speaks to the payment sandbox at ``base`` as its checkout page and its panel do."""

    def __init__(self, base: str, key: str) -> None:
        self.host = urlsplit(base).netloc
        self.authorisation = f"Bearer {key}"

    def choose(self, checkout_url: str, choice: str) -> None:
        """Press one of the buttons of a checkout page."""
        self._post(urlsplit(checkout_url).path, do=choice)

    def settle(self, order: Order, *, fails: bool) -> None:
        """Let a bank debit arrive, or fail."""
        session_id = order.tries.exclude(session_id=None).latest("number").session_id
        payment = self._read(f"/v1/checkout/sessions/{session_id}")["payment_intent"]
        self._post("/panel/settle", payment=payment, do="fail" if fails else "settle")

    def dispute(self, order: Order) -> None:
        """Open a dispute about the order's charge."""
        self._post("/panel/dispute", charge=_newest(order, LedgerEntry.Kind.CHARGE), do="dispute")

    def end_dispute(self, order: Order, outcome: str) -> None:
        """Let the dispute be ``won`` or ``lost`` by the academy."""
        self._post("/panel/move_dispute", dispute=_newest(order, LedgerEntry.Kind.DISPUTE), do=outcome)

    def _post(self, path: str, **form: str) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, body = self._ask("POST", path, urlencode(form), headers)
        if status >= 400:
            raise RuntimeError(f"the sandbox answered {status} to {path}: {body[:200]!r}")

    def _read(self, path: str) -> dict:
        return json.loads(self._ask("GET", path, None, {"Authorization": self.authorisation})[1])

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = HTTPConnection(self.host, timeout=20)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


def _newest(order: Order, kind: str) -> str:
    return order.ledger.filter(kind=kind).latest("pk").stripe_id

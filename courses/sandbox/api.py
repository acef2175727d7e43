"""The calls of Stripe's API that the sandbox answers: checks the key, the parameters and the idempotency key."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from courses.sandbox import parameters
from courses.sandbox.encoding import parse
from courses.sandbox.engine import Engine, shown
from courses.sandbox.errors import ApiError
from courses.sandbox.objects import Thing

KINDS = {
    ("checkout", "sessions"): "checkout.session",
    ("payment_intents",): "payment_intent",
    ("charges",): "charge",
    ("refunds",): "refund",
    ("disputes",): "dispute",
    ("radar", "early_fraud_warnings"): "radar.early_fraud_warning",
    ("customers",): "customer",
    ("events",): "event",
}
MINUTES = 60
DAY = 86_400


@dataclass(frozen=True)
class Request:
    """One call: path without ``/v1/``, form-encoded parameters, the headers in lower case."""

    method: str
    path: str
    form: str
    headers: dict[str, str] = field(default_factory=dict)


class Api:
    """Answers calls against one engine."""

    def __init__(self, engine: Engine, *, base_url: str) -> None:
        self.engine = engine
        self.base_url = base_url
        self.answered: dict[str, tuple[str, Thing]] = {}
        self.lock = threading.Lock()

    def answer(self, request: Request) -> Thing:
        """Return the object or list asked for; ApiError for everything that Stripe would refuse."""
        check_key(request.headers.get("authorization", ""))
        self.engine.expire_overdue()
        key = request.headers.get("idempotency-key", "")
        if request.method != "POST" or not key:
            return self._do(request)
        with self.lock:
            return self._do_once(key, request)

    def _do_once(self, key: str, request: Request) -> Thing:
        same = f"{request.path}?{request.form}"
        if key not in self.answered:
            self.answered[key] = (same, dict(self._do(request)))
        if self.answered[key][0] != same:
            raise ApiError(
                400,
                f"Keys for idempotent requests can only be used with the parameters they were first used with: {key}",
                kind="idempotency_error",
            )
        return self.answered[key][1]

    def _do(self, request: Request) -> Thing:
        parts = tuple(request.path.strip("/").split("/"))
        for folder, kind in KINDS.items():
            if parts[: len(folder)] == folder:
                return self._route(request.method, kind, list(parts[len(folder) :]), parse(request.form))
        raise ApiError(404, f"Unrecognized request URL ({request.method}: /v1/{request.path}).")

    def _route(self, method: str, kind: str, rest: list[str], params: dict[str, Any]) -> Thing:
        match method, rest:
            case "GET", []:
                return self._list(kind, parameters.check(params, parameters.LISTS[kind]))
            case "GET", [identifier]:
                parameters.check(params, {"expand": [str]})
                return shown(self.engine.get(kind, identifier))
            case "POST", []:
                return shown(self._creator(kind)(params))
            case "POST", [identifier, "expire"] if kind == "checkout.session":
                return shown(self.engine.expire(identifier))
        raise ApiError(404, f"Unrecognized request: {method} {kind} {'/'.join(rest)}")

    def _creator(self, kind: str) -> Callable[[dict[str, Any]], Thing]:
        creators = {
            "checkout.session": self._create_session,
            "refund": self._create_refund,
            "customer": lambda params: self.engine.add_customer(parameters.check(params, parameters.CUSTOMER_CREATE)),
        }
        if kind not in creators:
            raise ApiError(404, f"The sandbox does not create a {kind} by itself.")
        return creators[kind]

    def _create_session(self, given: dict[str, Any]) -> Thing:
        params = parameters.check(given, parameters.SESSION_CREATE)
        check_session(params)
        return self.engine.open_session(params, self.base_url)

    def _create_refund(self, given: dict[str, Any]) -> Thing:
        params = parameters.check(given, parameters.REFUND_CREATE)
        charge_id = params.get("charge") or self._charge_of(params.get("payment_intent", ""))
        return self.engine.refund(
            charge_id, params.get("amount"), reason=params.get("reason"), metadata=params.get("metadata")
        )

    def _charge_of(self, payment_id: str) -> str:
        if not payment_id:
            raise ApiError(400, "One of the following params should be provided: payment_intent or charge.")
        return self.engine.get("payment_intent", payment_id)["latest_charge"] or ""

    def _list(self, kind: str, params: dict[str, Any]) -> Thing:
        found = [thing for thing in self.engine.all(kind) if is_wanted(thing, params)]
        limit = params.get("limit", 10)
        if not 1 <= limit <= 100:
            raise ApiError(400, "This value must be between 1 and 100.", param="limit")
        page = after(found, params["starting_after"]) if "starting_after" in params else found
        url = "/v1/" + "/".join(next(folder for folder, name in KINDS.items() if name == kind))
        data = [shown(thing) for thing in page[:limit]]
        return {"object": "list", "url": url, "has_more": len(page) > limit, "data": data}


def check_key(header: str) -> None:
    """Refuse a call without a test key."""
    if not header.startswith("Bearer sk_test_"):
        raise ApiError(401, "You did not provide a test API key.")


def check_session(params: dict[str, Any]) -> None:
    """Refuse what Stripe refuses of a new session."""
    for name in ("mode", "line_items", "success_url"):
        if name not in params:
            raise ApiError(400, f"Missing required param: {name}.", param=name, code="parameter_missing")
    if params["mode"] != "payment":
        raise ApiError(400, "The sandbox knows only mode=payment.", param="mode")
    for item in params["line_items"]:
        check_item(item)
    ahead = params.get("expires_at", time.time() + DAY) - time.time()
    if not 30 * MINUTES - 5 <= ahead <= DAY + 5:
        raise ApiError(400, "expires_at must be between 30 minutes and 24 hours from now.", param="expires_at")


def check_item(item: dict[str, Any]) -> None:
    """Refuse a line without a quantity, price, currency or name."""
    price = item.get("price_data", {})
    whole = item.get("quantity", 0) >= 1 and price.get("unit_amount", -1) >= 0 and len(price.get("currency", "")) == 3
    if not whole or not price.get("product_data", {}).get("name"):
        raise ApiError(400, "Each line needs quantity and price_data with currency, unit_amount and a product's name.",
                       param="line_items[0]", code="parameter_missing")  # fmt: skip


def is_wanted(thing: Thing, params: dict[str, Any]) -> bool:
    """Whether a list with these filters holds the object."""
    same = all(thing.get(name) == params[name] for name in FILTERS if name in params)
    types = params.get("types")
    return same and (types is None or thing["type"] in types) and is_within(thing["created"], params.get("created", {}))


FILTERS = ("payment_intent", "charge", "customer", "status", "email", "type")


def is_within(created: int, period: dict[str, int]) -> bool:
    """Whether a time (seconds since 1970) lies in a period given by gt, gte, lt, lte."""
    return (
        created > period.get("gt", -1)
        and created >= period.get("gte", 0)
        and created < period.get("lt", created + 1)
        and created <= period.get("lte", created)
    )


def after(things: list[Thing], identifier: str) -> list[Thing]:
    """The part of a list behind one of its members."""
    places = [place for place, thing in enumerate(things) if thing["id"] == identifier]
    if not places:
        raise ApiError(400, f"No such object: '{identifier}'", param="starting_after", code="resource_missing")
    return things[places[0] + 1 :]

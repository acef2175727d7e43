"""Which parameters each call takes. ``...`` is anything, a list holds the shape of its members, a type converts."""

from collections.abc import Callable
from typing import Any

from courses.sandbox.errors import ApiError

ANYTHING: Any = ...
PAGE = {"limit": int, "starting_after": str, "ending_before": str, "expand": [str]}
PERIOD = {"gt": int, "gte": int, "lt": int, "lte": int}
METADATA: dict[str, Any] = {"*": str}

SESSION_CREATE: dict[str, Any] = {
    "mode": str,
    "client_reference_id": str,
    "customer": str,
    "customer_email": str,
    "locale": str,
    "currency": str,
    "submit_type": str,
    "billing_address_collection": str,
    "allow_promotion_codes": bool,
    "expires_at": int,
    "success_url": str,
    "cancel_url": str,
    "expand": [str],
    "metadata": METADATA,
    "allowed_payment_method_types": [str],
    "excluded_payment_method_types": [str],
    "line_items": [
        {
            "quantity": int,
            "metadata": METADATA,
            "price_data": {
                "currency": str,
                "unit_amount": int,
                "tax_behavior": str,
                "product_data": {"name": str, "description": str, "metadata": METADATA, "images": [str]},
            },
        }
    ],
    "payment_intent_data": {
        "metadata": METADATA,
        "description": str,
        "receipt_email": str,
        "statement_descriptor": str,
        "statement_descriptor_suffix": str,
    },
}
REFUND_CREATE = {
    "charge": str, "payment_intent": str, "amount": int, "reason": str, "metadata": METADATA, "expand": [str],
}  # fmt: skip
CUSTOMER_CREATE = {"email": str, "name": str, "description": str, "metadata": METADATA, "expand": [str]}
LISTS: dict[str, dict[str, Any]] = {
    "checkout.session": PAGE | {"payment_intent": str, "customer": str, "status": str, "created": PERIOD},
    "payment_intent": PAGE | {"customer": str, "created": PERIOD},
    "charge": PAGE | {"payment_intent": str, "customer": str, "created": PERIOD},
    "refund": PAGE | {"payment_intent": str, "charge": str, "created": PERIOD},
    "dispute": PAGE | {"payment_intent": str, "charge": str, "created": PERIOD},
    "radar.early_fraud_warning": PAGE | {"payment_intent": str, "charge": str, "created": PERIOD},
    "customer": PAGE | {"email": str, "created": PERIOD},
    "event": PAGE | {"type": str, "types": [str], "delivery_success": bool, "created": PERIOD},
}


def check(given: dict[str, Any], shape: dict[str, Any], within: str = "") -> dict[str, Any]:
    """Return ``given`` with its values converted; ApiError names the first parameter that does not belong."""
    return {name: _value(value, _shape_of(name, shape, within), _named(name, within)) for name, value in given.items()}


def _named(name: str, within: str) -> str:
    return f"{within}[{name}]" if within else name


def _shape_of(name: str, shape: dict[str, Any], within: str) -> Any:
    if name in shape or "*" in shape:
        return shape.get(name, shape.get("*"))
    named = _named(name, within)
    hint = " Choose payment methods in the Dashboard." if name == "payment_method_types" else ""
    raise ApiError(400, f"Received unknown parameter: {named}.{hint}", param=named, code="parameter_unknown")


def _value(value: Any, shape: Any, name: str) -> Any:
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            raise ApiError(400, f"Invalid object: {name}", param=name)
        return check(value, shape, name)
    if isinstance(shape, list):
        if not isinstance(value, list):
            raise ApiError(400, f"Invalid array: {name}", param=name)
        return [_value(part, shape[0], f"{name}[{place}]") for place, part in enumerate(value)]
    return value if shape is ANYTHING else _converted(value, shape, name)


def _converted(value: Any, convert: Callable[[Any], Any], name: str) -> Any:
    if not isinstance(value, str):
        raise ApiError(400, f"Invalid string: {name}", param=name)
    if convert is bool and value not in {"true", "false"}:
        raise ApiError(400, f"Invalid boolean: {value}", param=name)
    if convert is bool:
        return value == "true"
    try:
        return convert(value)
    except ValueError as error:
        raise ApiError(400, f"Invalid integer: {value}", param=name, code="parameter_invalid_integer") from error

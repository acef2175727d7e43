"""Stripe's way to say no."""

from typing import Any


class ApiError(Exception):
    """An answer that is not 200; ``body`` is what Stripe's library parses."""

    def __init__(
        self, status: int, message: str, *, kind: str = "invalid_request_error", param: str = "", code: str = ""
    ):
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"error": {"type": kind, "message": message}}
        self.body["error"] |= {key: value for key, value in (("param", param), ("code", code)) if value}


def missing(kind: str, identifier: str) -> ApiError:
    """No object of that kind has this id."""
    return ApiError(404, f"No such {kind}: '{identifier}'", param="id", code="resource_missing")

"""Fixtures of the tests about courses."""

from tests.stripe_world import stripe_server, stripe_world

__all__ = ["stripe_server", "stripe_world"]

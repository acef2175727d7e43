"""A mail backend that notes on each letter whether a transaction was open while it went out."""

from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

WATCHING = "tests.watching_mail.WatchingBackend"


class WatchingBackend(EmailBackend):
    """Puts letters into ``mail.outbox`` as ever, each with ``in_transaction``."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        for message in messages:
            message.in_transaction = connection.in_atomic_block
        return super().send_messages(messages)

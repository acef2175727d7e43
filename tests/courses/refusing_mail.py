"""A mail backend that takes no letter."""

from smtplib import SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend


class RefusingBackend(BaseEmailBackend):
    """Fails as a server does that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")

"""Our own words for what can go wrong with a certificate."""


class CredentialError(Exception):
    """A credential cannot be signed or believed; the text says why, in plain words."""


class KeyMissing(CredentialError):
    """There is no private key to sign with, or only the demo's where that is refused."""


class NotAllowed(Exception):
    """Staff asked for a change that the certificate's state or its money does not allow."""

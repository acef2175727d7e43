"""Names as they are printed and signed: any script, nothing that hides or reverses what is read."""

import unicodedata

_JOINERS = {"\u200c", "\u200d"}  # Persian and the scripts of India write with them
_REFUSED = {"Cc", "Cf", "Cn", "Co", "Cs"}


def clean_name(name: str) -> str:
    """Return ``name`` without control, unassigned, private and bidi characters, in NFC, with single spaces."""
    spaced = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", name))
    kept = "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _REFUSED)
    return " ".join(kept.split()).strip("".join(_JOINERS))

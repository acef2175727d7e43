"""What may stand in a person's name: every script people write in, nothing that hides or reverses text."""

import unicodedata

JOINERS = "\u200c\u200d"  # Persian and several Indic scripts are misspelt without them
FORBIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs"}


def clean_name(text: str) -> str:
    """Return ``text`` composed (NFC), its white space single, without control, bidirectional or unassigned characters.

    Printed certificates show names beside facts, so a name must not be able to turn or hide what follows it.
    """
    kept = "".join(character for character in text if _may_stand(character))
    words = (word.strip(JOINERS) for word in kept.split())
    return unicodedata.normalize("NFC", " ".join(word for word in words if word))


def _may_stand(character: str) -> bool:
    if character in JOINERS or character.isspace():
        return True
    return unicodedata.category(character) not in FORBIDDEN

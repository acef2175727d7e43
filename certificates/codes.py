"""The code on a certificate: eleven random Crockford base-32 symbols and one that checks them.

The twelve symbols are a word of a linear code over GF(32): position ``i`` is weighed with ``2**i`` of the field, and
the weighed sum of a true code is zero. All weights differ and none is zero, so every single wrong symbol and every swap
of two different symbols, neighbours or not, is found without asking the database.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_FOLDED = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "–": "", "‑": ""})
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2): 2 generates all 31 weights


def _powers_of_two() -> list[int]:
    powers = [1]
    while len(powers) < len(ALPHABET) - 1:
        doubled = powers[-1] << 1
        powers.append(doubled ^ _POLYNOMIAL if doubled > 31 else doubled)
    return powers


_POWERS = _powers_of_two()
_LOGARITHMS = {power: exponent for exponent, power in enumerate(_POWERS)}


def _weigh(value: int, position: int) -> int:
    """Return ``value * 2**position`` in GF(32)."""
    return _POWERS[(_LOGARITHMS[value] + position) % 31] if value else 0


def _weighed_sum(symbols: str) -> int:
    total = 0
    for position, symbol in enumerate(symbols, start=1):
        total ^= _weigh(ALPHABET.index(symbol), position)
    return total


def check_symbol(data: str) -> str:
    """Return the symbol that completes ``data`` (11 symbols); it stands last, at weight ``2**12``."""
    weighed = _weighed_sum(data)
    return ALPHABET[_POWERS[(_LOGARITHMS[weighed] - LENGTH) % 31] if weighed else 0]


def new_code() -> str:
    """Return a fresh code of 55 random bits, as ``XXXX-XXXX-XXXX``."""
    data = "".join(secrets.choice(ALPHABET) for _symbol in range(LENGTH - 1))
    return grouped(data + check_symbol(data))


def grouped(symbols: str) -> str:
    """Return twelve symbols as ``XXXX-XXXX-XXXX``."""
    return "-".join(symbols[start : start + 4] for start in range(0, LENGTH, 4))


def normalise(typed: str) -> str | None:
    """Return the code that a person meant by ``typed`` in our writing, or ``None`` if it cannot be one.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    """
    if len(typed) > 60:
        return None
    symbols = typed.upper().translate(_FOLDED).strip()
    if len(symbols) != LENGTH or not set(symbols) <= set(ALPHABET) or _weighed_sum(symbols):
        return None
    return grouped(symbols)

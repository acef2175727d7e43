"""A result in plain words."""

from decimal import Decimal

from django.utils.translation import gettext as _


def in_words(score: Decimal, *, passed: bool) -> str:
    """Return a result as people read it: percent with one decimal place, rounded down, and whether it passed."""
    words = {"percent": (score * 1000 // 1) / 10}
    return _("%(percent)s %%, passed") % words if passed else _("%(percent)s %%, not passed") % words

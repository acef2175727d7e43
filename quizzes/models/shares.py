"""Keeping a share of a mark exactly."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    TextField = models.CharField[Fraction | None, Fraction | None]
else:
    TextField = models.CharField


class ShareField(TextField):
    """A fraction from 0 to 1 as ``7/12``: thirds have no decimals, and a pass mark is met or it is not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 60, "null": True} | kwargs)

    def from_db_value(self, value: str | None, *_context: Any) -> Fraction | None:
        return None if value is None else Fraction(value)

    def to_python(self, value: Any) -> Fraction | None:
        return None if value is None else Fraction(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(Fraction(value))

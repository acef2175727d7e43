"""What questions and cases share: drafts with workflow, a key that never changes, tags, difficulty."""

import secrets
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from content.models import Entry

from .picture_use import keep_picture_uses


def new_key() -> str:
    """Return a key for an entry that nobody named."""
    return f"new-{secrets.token_hex(4)}"


class Difficulty(models.TextChoices):
    """How hard the author expects it to be; statistics tell how hard it is."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class BankEntry(Entry):
    """An entry of the bank: a question or a case."""

    key = models.SlugField(
        _("key"), max_length=80, unique=True, default=new_key, help_text=_("Its name in import files; never reused.")
    )
    difficulty = models.CharField(_("difficulty"), max_length=10, choices=Difficulty, default=Difficulty.MEDIUM)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            keep_picture_uses(self)


def as_line(html: str, *, length: int = 110) -> str:
    """Return the first words of an HTML text, for lists."""
    return Truncator(" ".join(strip_tags(html.replace("><", "> <")).split())).chars(length)


#: An editor sees a question as a student meets it, or as the review shows it.
PREVIEW_MODES = [("answer", _("As a student answers it")), ("review", _("As the review shows it"))]

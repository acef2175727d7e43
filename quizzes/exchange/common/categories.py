"""Moodle's categories, which become tags."""

import re

from django.utils.translation import gettext as _

from quizzes.exchange.common.base import Notes


def category_tags(category: str, notes: Notes) -> list[str]:
    """Return the tag that a category becomes: the last part of its path, in which // stands for a single /."""
    parts = [part.replace("//", "/").strip() for part in re.split(r"(?<!/)/(?!/)", category)]
    named = [part for part in parts if part and part != "top" and not re.fullmatch(r"\$\w+\$", part)]
    if not named:
        return []
    notes.append(_("The category “%(path)s” becomes the tag “%(tag)s”.") % {"path": category, "tag": named[-1]})
    return [named[-1]]

"""Is an alternative text one? What can be told without seeing the picture."""

import re

from django.utils.translation import gettext as _

LONGEST = 250
FILE_NAME = re.compile(
    r"^\S+\.(avif|gif|jpe?g|png|svg|webp)$|^(img|dsc|image|photo|screenshot)[\s_-]*\d+$", re.IGNORECASE
)


def fault_in_alt(alt: str, *, decorative: bool = False, caption: str = "") -> str:
    """Say what is suspicious about an alternative text; empty if nothing is."""
    words = " ".join(alt.split())
    if decorative:
        return ""
    if not words:
        return _("The picture has no alternative text and is not marked as decoration.")
    if FILE_NAME.match(words):
        return _("The alternative text “%(words)s” is a file name.") % {"words": words}
    if len(words) > LONGEST:
        return _("The alternative text has %(count)d characters; say the rest in the text.") % {"count": len(words)}
    if caption and words.casefold().rstrip(".") == " ".join(caption.split()).casefold().rstrip("."):
        return _("The alternative text says the same as the caption.")
    return ""

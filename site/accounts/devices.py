"""A browser's own long name for itself, in words a person knows."""

import re

from django.utils.translation import gettext as _

# The first that matches: browsers also name those they descend from.
BROWSERS = {
    "Edg": "Edge",
    "OPR|Opera": "Opera",
    "Firefox|FxiOS": "Firefox",
    "Chrome|CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    """Return ``Firefox on Windows``, or what little can be told."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown device")


def _first(table: dict[str, str], text: str) -> str:
    return next((name for pattern, name in table.items() if re.search(pattern, text)), "")

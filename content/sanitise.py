"""What people write, made safe to show: first bleach with our allow-list, then nh3 as the maintained gate.

Both read the same lists. Bleach is the rule that we state; nh3 (ammonia, a parser of its own) must agree with it, so
that a hole in one is not a hole in the site.
"""

import bleach
import nh3

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a"})
SCHEMES = frozenset({"http", "https", "mailto"})
LINK_REL = "nofollow ugc noopener"
ROUNDS = 5


def clean(html: str) -> str:
    """Return ``html`` with only our tags, links with only our schemes, and nothing that runs; idempotent.

    Tags outside the list go, their text stays. Each link gets ``rel="nofollow ugc noopener"``.
    """
    for _round in range(ROUNDS):
        cleaned = _pass_both_gates(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return html


def _pass_both_gates(html: str) -> str:
    kept = bleach.clean(
        html, tags=TAGS, attributes=_keeps_attribute, protocols=SCHEMES, strip=True, strip_comments=True
    )
    return nh3.clean(
        kept,
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        attribute_filter=lambda tag, name, value: (
            value if _keeps_attribute(tag, name, value) or name == "rel" else None
        ),
        url_schemes=set(SCHEMES),
        link_rel=LINK_REL,
    )


def _keeps_attribute(tag: str, name: str, value: str) -> bool:
    """Only a link's ``href``, with a scheme that we name (a relative link has none and goes); where a list starts."""
    if tag == "ol" and name == "start":
        return value.isascii() and value.isdigit()
    return tag == "a" and name == "href" and value.strip().lower().split(":")[0] in SCHEMES and ":" in value

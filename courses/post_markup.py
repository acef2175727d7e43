"""The small Markdown of posts: bold, italic, lists, links, quotation, code. What is typed as HTML is shown as typed."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from content.sanitise import SCHEMES, clean

#: What our Markdown leaves out of CommonMark: pictures, headings, rules, raw HTML, links defined elsewhere, entities.
LEFT_OUT = ["image", "heading", "lheading", "hr", "html_block", "html_inline", "reference", "entity"]


class _PostMarkdown(MarkdownIt):
    """Only links with a scheme that we name are links; any other stays as it was typed."""

    def validateLink(self, url: str) -> bool:
        scheme, colon, rest = url.partition(":")
        return bool(colon and rest) and scheme.lower() in SCHEMES


MARKDOWN = _PostMarkdown("commonmark", {"html": False, "breaks": True}).disable(LEFT_OUT)


@lru_cache(maxsize=2000)
def post_html(source: str) -> SafeString:
    """Return a post's words as safe HTML, through the one gate for what students write."""
    return mark_safe(clean(MARKDOWN.render(source)))  # noqa: S308 (what the gate lets through is safe)

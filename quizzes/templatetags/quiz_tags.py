"""Words for codes that papers keep."""

from django import template

register = template.Library()


@register.filter
def region_words(code: str) -> str:
    """Return a body region's code as words: ``neck_lateral`` is "neck lateral"."""
    return code.replace("_", " ")

"""Money in templates."""

from django import template

from courses.money_format import format_money

register = template.Library()


@register.simple_tag
def money(amount_minor: int, currency: str) -> str:
    """Write an amount in minor units: ``{% money order.total_minor order.currency %}``."""
    return format_money(amount_minor, currency)

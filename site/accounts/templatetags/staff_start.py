"""Starting Wagtail's widgets without an inline script: a ``<template>`` that names the function and its arguments."""

import json

from django import template

from accounts.staff_scripts import start

register = template.Library()


@register.simple_tag
def start_widget(function: str, element_id: str, config_json: str) -> str:
    """Start a date or time picker on its input."""
    return start(function, element_id, json.loads(config_json))


@register.simple_tag
def start_panel(function: str, options_json: str) -> str:
    """Start a panel of repeated forms."""
    return start(function, json.loads(options_json))

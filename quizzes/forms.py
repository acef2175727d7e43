"""From what a browser posts to what the services take."""

import json

from django import forms
from django.http import QueryDict

#: What a sequence number may grow to: far beyond any sitting, and safe in JSON.
LARGEST_SEQUENCE = 2**53 - 1


class DecisionForm(forms.Form):
    """What a decision's page posts beside the answer itself; without a number there is no answer to save."""

    sequence = forms.IntegerField(min_value=1, max_value=LARGEST_SEQUENCE, required=False)
    action = forms.ChoiceField(
        choices=[(name, name) for name in ("flag", "unflag", "reveal", "finish")], required=False
    )
    go = forms.IntegerField(min_value=1, max_value=9999, required=False)


class AnswerForm(forms.Form):
    """The number of an answer that the script sends; the answer's own fields are for its question to judge."""

    sequence = forms.IntegerField(min_value=1, max_value=LARGEST_SEQUENCE)


class FlagForm(forms.Form):
    """Whether a decision is marked to come back to."""

    flagged = forms.BooleanField(required=False)


def read_json(body: bytes) -> dict[str, object]:
    """Return the JSON object of a request's body; anything else is an empty one."""
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def as_form(fields: object) -> QueryDict | None:
    """Return the fields that the script sends, lists of values by name, as a form would; ``None`` if they are none."""
    if not isinstance(fields, dict) or not all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in fields.values()
    ):
        return None
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data

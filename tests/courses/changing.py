"""Publishing a change of a step as an editor does: through Wagtail's form."""

from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from accounts.models import User
from courses.models import StepMixin
from tests.builders import build_user

PUBLISH = {"action-publish": "1"}


def sign_in_as(client, role: str) -> User:
    """Sign somebody of staff in; the settings of these tests ask for no second factor."""
    user = build_user()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def editing_form(client, step: StepMixin) -> dict[str, str]:
    """Return a lesson's editing form as it opens, ready to be sent."""
    html = client.get(edit_url(step)).content.decode()
    streams = nested_form_data({"body": streamfield([]), "outcomes": streamfield([])})
    return querydict_from_html(html, form_id="page-edit-form").dict() | streams


def edit_url(step: StepMixin) -> str:
    return reverse("wagtailadmin_pages:edit", args=[step.pk])


def send(client, step: StepMixin, **fields: str):
    """Change the title and whatever ``fields`` say, and press the button that they name."""
    form = editing_form(client, step)
    return client.post(edit_url(step), form | {"title": f"{form['title']}, again"} | fields)


def publish(client, step: StepMixin, kind: str, note: str = "Press less."):
    """Publish ``step`` again as this kind of change."""
    return send(client, step, **PUBLISH, edit_kind=kind, edit_note=note)

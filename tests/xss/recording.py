"""Everything that the site answers once its fields are full of attacks, taken down before a browser is started.

It is done within one transaction that is taken back, and without a browser in the process: that is what makes it quick.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.utils import timezone

from courses import discussion_list
from courses.models import Post
from courses.services.digest_delivery import deliver_digest
from courses.services.digests import make_digest
from tests.courses.discussing import NOON
from tests.xss.corpus import VECTORS
from tests.xss.fields import ECHOES, FIELDS, Echo, Field
from tests.xss.town import Town, build_town

#: So many that every text is on one page.
EVERYTHING = len(VECTORS) + 10


@dataclass(frozen=True)
class Answer:
    """What the site answered."""

    status: int
    headers: dict[str, str]
    body: str

    @classmethod
    def of(cls, response: HttpResponse) -> "Answer":
        return cls(response.status_code, dict(response.items()), response.content.decode())


@dataclass
class Recording:
    """``pages`` by who asked and the address, ``kept`` by the name of the field, ``echoes`` by the name of the echo."""

    pages: dict[tuple[str, str], Answer] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    seen: list[tuple[Field, str, str]] = field(default_factory=list)
    echoes: dict[str, list[Answer]] = field(default_factory=dict)
    letter: mail.EmailMessage | None = None


def record(texts: list[str], *, fields: list[Field] = FIELDS, echoes: list[Echo] = ECHOES) -> Recording:
    """Put every text into every field and take down what is shown."""
    recording = Recording()
    with transaction.atomic(), override_settings(STAFF_MFA_REQUIRED=False):
        town = build_town(writers=len(texts))
        _write(recording, town, texts, fields)
        with pytest.MonkeyPatch.context() as patched:
            for name in ("QUESTIONS_PER_PAGE", "ANSWERS_PER_PAGE", "LATEST"):
                patched.setattr(discussion_list, name, EVERYTHING)
            _look(recording, town, fields)
        for echo in echoes:
            sent = packed(texts, echo.letters, gap="\n\n" if echo.field == "body" else " ")
            recording.echoes[echo.name] = [_echo(town, echo, text) for text in sent]
        _mail(recording, town)
        transaction.set_rollback(True)
    return recording


def _write(recording: Recording, town: Town, texts: list[str], fields: list[Field]) -> None:
    for one in fields:
        written = packed(texts, one.letters, gap="\n") if one.letters else texts
        words = [one.write(town, person, text) for person, text in zip(town.writers, written, strict=False)]
        recording.kept[one.name] = [kept for kept in words if kept is not None]
    Post.objects.update(state=Post.State.SHOWN)


def _look(recording: Recording, town: Town, fields: list[Field]) -> None:
    for one in fields:
        for who, template in one.seen:
            address = template.format(**town.places)
            recording.seen.append((one, who, address))
            recording.pages[who, address] = Answer.of(town.client(who).get(address))
    part = town.client("student").get(town.places["room"], headers={"hx-request": "true"})
    recording.pages["student", town.places["room"]] = Answer.of(part)  # what the lesson fetches


def packed(texts: list[str], letters: int, *, gap: str) -> list[str]:
    """Return as many texts in one as ``letters`` allow, with ``gap`` between them."""
    packs = [""]
    for text in texts:
        if packs[-1] and len(packs[-1]) + len(gap) + len(text) > letters:
            packs.append("")
        packs[-1] += (gap if packs[-1] else "") + text
    return packs


def _echo(town: Town, echo: Echo, text: str) -> Answer:
    cache.clear()
    client, address = town.client(echo.who), echo.address.format(**town.places)
    data = {echo.field: text, **dict(echo.other)}
    return Answer.of(client.post(address, data) if echo.method == "post" else client.get(address, data))


def _mail(recording: Recording, town: Town) -> None:
    """The author of the question is told of the answers."""
    Post.objects.update(created_at=timezone.now())
    town.people["author"].followings.update(since=NOON)
    digest = make_digest(person=town.people["author"], at=timezone.now())
    if digest and deliver_digest(digest_id=digest.pk, at=timezone.now()):
        recording.letter = mail.outbox[-1]


def static_file(path: str) -> bytes | None:
    """Return a file of ours by the path of its address."""
    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    return Path(found).read_bytes() if found else None

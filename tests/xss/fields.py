"""Every field that a student can write, in one table: a new one needs a line here.

A ``Field`` is kept: ``write`` puts one text into it, through the form that students use and the service behind it, and
``seen`` says who meets it where. An ``Echo`` is shown again at once to whoever sent it, in the answer to a request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from accounts.forms import NamesForm
from accounts.models import User
from accounts.services.profile import change_names
from content.forms import ContactForm
from courses.forms_discussion import AnswerForm, QuestionForm, ReportForm
from courses.forms_flashcards import ReportForm as CardReportForm
from courses.forms_study import HighlightForm, NoteForm
from courses.services import study
from courses.services.discussion import answer_question, ask_question
from courses.services.flashcards import report_card
from courses.services.moderation import report_post
from tests.xss.town import Town

#: 50 rows a page in the staff area.
STAFF_PAGES = range(1, 7)


@dataclass(frozen=True)
class Field:
    """``write(town, person, text)`` returns the text as it was kept, or ``None`` where the form refused it.

    ``seen`` are (who, address) with places of ``Town.places``; ``exactly`` selects the elements that hold the words.
    With ``letters``, as many texts go into one as that many letters allow.
    """

    name: str
    write: Callable[[Town, User, str], str | None]
    seen: tuple[tuple[str, str], ...]
    exactly: str = ""
    letters: int = 0


@dataclass(frozen=True)
class Echo:
    """A request whose answer shows ``field`` again; as many texts go into one as ``letters`` allow."""

    name: str
    who: str
    address: str
    method: str = "get"
    field: str = "q"
    letters: int = 2000
    other: tuple[tuple[str, Any], ...] = ()


def _clean(form, *names: str) -> dict[str, Any] | None:
    """Return the values, or ``None`` where the form refuses one of ``names``."""
    return None if not form.is_valid() and set(names) & set(form.errors) else form.cleaned_data


def write_names(town: Town, person: User, text: str) -> str | None:
    values = _clean(NamesForm({"legal_name": text[:150], "preferred_name": text[:60]}), "legal_name", "preferred_name")
    if values is None:
        return None
    change_names(user=person, **values, at=timezone.now(), actor=person)
    return values["preferred_name"] or values["legal_name"].split()[0]


def write_title(town: Town, person: User, text: str) -> str | None:
    values = _clean(QuestionForm({"title": text[:120], "body": ""}), "title")
    if values is None:
        return None
    ask_question(author=person, step=town.lesson, at=timezone.now(), by_staff=True, **values)
    return values["title"]


def write_body(town: Town, person: User, text: str) -> str | None:
    values = _clean(AnswerForm({"body": text}), "body")
    if values is None:
        return None
    post = answer_question(question=town.question, author=person, at=timezone.now(), by_staff=True, **values)
    return post.body


def write_report(town: Town, person: User, text: str) -> str | None:
    values = _clean(ReportForm({"reason": "other", "words": text[:500]}), "words")
    if values is None:
        return None
    return report_post(post=town.question, reporter=person, at=timezone.now(), **values).words


def write_contact(town: Town, person: User, text: str) -> str | None:
    data = {"name": text[:120], "subject": text[:160], "message": text, "email": "a@example.com"}
    form = ContactForm(data | {"opened": town.opened})
    if not form.is_valid():
        return None
    form.keep(at=timezone.now())
    return form.cleaned_data["subject"]


def write_note(town: Town, _person: User, text: str) -> str | None:
    """Only the student sees their own notes, so all of them are one student's."""
    form = NoteForm({"text": text.replace("\x00", "")})  # which alone would have all that are with it refused
    if not form.is_valid():
        return None
    return study.add_note(seat=town.seat, step=town.lesson, text=form.cleaned_data["text"], at=timezone.now()).text


def write_highlight(town: Town, _person: User, text: str) -> str | None:
    text = text.replace("\x00", "")
    form = HighlightForm({"exact": text, "before": text[:100], "after": text[:100], "position": 0, "colour": "key"})
    if not form.is_valid():
        return None
    mark = study.highlight_passage(
        seat=town.seat, step=town.lesson, passage=form.passage(), colour="key", at=timezone.now()
    )
    return mark.exact


def write_card_report(town: Town, person: User, text: str) -> str | None:
    values = _clean(CardReportForm({"key": f"card:{person.pk}", "words": text}), "words")
    if values is None:
        return None
    key, words = values["key"], values["words"]
    return report_card(student=person, key=key, question=text, words=words, at=timezone.now()).words


def write_user_agent(town: Town, person: User, text: str) -> str | None:
    kept = " ".join(text.replace("\x00", "").split())[:200]
    UserSession.objects.create(
        user=town.people["student"], ip="127.0.0.1", user_agent=kept, session_key=f"k{person.pk}"
    )
    return None


def write_passkey(town: Town, person: User, text: str) -> str | None:
    data = {"name": text.replace("\x00", "")[:100], "credential": {}}
    Authenticator.objects.create(user=town.people["student"], type=Authenticator.Type.WEBAUTHN, data=data)
    return None


FIELDS = [
    Field("names of a person", write_names, tuple(("staff", f"/staff/students/?p={n}") for n in STAFF_PAGES)),
    Field(
        "title of a question",
        write_title,
        (
            ("student", "{room}?sort=newest"),
            ("student", "{lesson}"),
            ("student", "{room}?q=alert"),
            *(("staff", f"/staff/discussions/?ordering=created_at&p={n}") for n in STAFF_PAGES),
        ),
        ".discussion__title a",
    ),
    Field(
        "body of an answer",
        write_body,
        (("student", "{question}"), ("author", "{question}"), ("staff", "{question}")),
    ),
    Field("reason of a report", write_report, (("staff", "/staff/discussions/{pk}/"),), "td[dir=auto]"),
    Field(
        "note on a lesson",
        write_note,
        (("student", "{lesson}"), ("student", "/learn/notes/"), ("student", "/learn/notes/print/")),
        ".study__text",
        letters=3900,
    ),
    Field(
        "words of a highlight",
        write_highlight,
        (("student", "{lesson}"), ("student", "/learn/notes/?kind=highlight"), ("student", "/learn/notes/print/")),
        letters=1900,
    ),
    Field("report on a card", write_card_report, tuple(("staff", f"/staff/card-reports/?p={n}") for n in STAFF_PAGES)),
    Field("contact form", write_contact, (("staff", "/staff/contact-messages/"),)),
    Field("name of a browser", write_user_agent, (("student", "/accounts/sessions/"),)),
    Field("name of a passkey", write_passkey, (("student", "/accounts/2fa/webauthn/"),)),
]

ECHOES = [
    Echo("public search", "anonymous", "/search/", letters=100),
    Echo("search in a course", "student", "{course}search/", letters=100),
    Echo("search in one's notes", "student", "/learn/notes/", letters=100),
    Echo("search in the atlas", "anonymous", "/atlas/", letters=100),
    Echo("region that hurts", "anonymous", "/atlas/where-does-it-hurt/", field="r"),
    Echo("search in the glossary", "anonymous", "/glossary/", letters=100),
    Echo("newsletter, address", "anonymous", "/newsletter/", "post", "email"),
    Echo("search in a discussion", "student", "{room}", letters=100),
    Echo("order of a discussion", "student", "{room}", field="sort"),
    Echo("kind of page sought", "anonymous", "/search/?q=x", field="kind"),
    Echo("sign-up, name", "anonymous", "/accounts/signup/", "post", "legal_name"),
    Echo("sign-up, what to call", "anonymous", "/accounts/signup/", "post", "preferred_name"),
    Echo("sign-up, address", "anonymous", "/accounts/signup/", "post", "email"),
    Echo("sign-in, address", "anonymous", "/accounts/login/", "post", "login"),
    Echo("sign-in, where to go on", "anonymous", "/accounts/login/", field="next"),
    Echo("profile, name", "student", "/accounts/profile/", "post", "legal_name"),
    Echo("profile, what to call", "student", "/accounts/profile/", "post", "preferred_name"),
    Echo("new e-mail address", "student", "/accounts/email/", "post", "email", other=(("action_add", ""),)),
    Echo("question refused", "student", "{room}ask/", "post", "title"),
    Echo("question previewed", "student", "{room}ask/", "post", "body", other=(("title", "A title"), ("preview", "1"))),
    Echo("answer previewed", "student", "{question}answer/", "post", "body", other=(("preview", "1"),)),
    Echo("report refused", "student", "{room}posts/{pk}/report/", "post", "words"),
    Echo("contact, name", "anonymous", "/contact/", "post", "name"),
    Echo("contact, address", "anonymous", "/contact/", "post", "email"),
    Echo("contact, website", "anonymous", "/contact/", "post", "website"),
    Echo("contact, subject", "anonymous", "/contact/", "post", "subject"),
    Echo("contact, message", "anonymous", "/contact/", "post", "message"),
    Echo("code of a certificate", "anonymous", "/verify/", field="code"),
]

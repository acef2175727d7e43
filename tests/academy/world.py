"""An academy in small, with one person of each kind, for the table of who may do what.

Nobody is mocked and no rule is switched off: staff hold a second factor and used it in their session.
"""

import json
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from functools import partial
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, PageViewRestriction

from accounts.models import User
from certificates.models import Certificate, CertificateFiles
from certificates.services.decisions import show_name
from certificates.services.employers import grant_key
from certificates.services.issuing import align
from content.forms import sign_time
from content.models import (
    ArticleIndexPage,
    ArticlePage,
    AtlasPage,
    Author,
    BodyRegion,
    Category,
    ContactMessage,
    ContactPage,
    Contraindication,
    GlossaryPage,
    GlossaryTerm,
    Letter,
    Muscle,
    RedFlag,
    StandardPage,
    Subscriber,
)
from courses.digest_mail import leave_token
from courses.models import CourseCopy, CoursePage, EditNotice, LessonPage, ModulePage, NoticeReading, Order
from courses.money_rules import OrderState
from courses.offline.owner import owner_of
from courses.sandbox.signing import sign
from courses.services.discussion import answer_question, ask_question
from courses.services.flashcards import report_card
from courses.services.progress import complete_step
from courses.services.study import add_note
from quizzes.allowance import Allowance
from quizzes.models import Attempt, Case, Doubt, Question, QuizPage, Regrade, RegradeChange, Script
from quizzes.remedies import Remedy
from quizzes.services import attempts, bank
from quizzes.services.accommodating import grant_accommodation
from quizzes.services.regrading import fingerprint_of
from tests import builders
from tests.academy.lesson_world import build_session
from tests.academy.practice_world import STAFF, build_practice
from tests.academy.url_walk import Address
from tests.accounts.conftest import verify_address
from tests.quizzes import data
from tests.quizzes.files import hand_over, photograph
from tests.quizzes.practising import ENTRY
from tests.quizzes.samples import sample

STUDENTS = ("student", "enrolled", "other", "graduate")
ROLES = ("editor", "assessor", "iqa", "finance", "administrator")
PEOPLE = ("anonymous", *STUDENTS, *ROLES)
CARD = "term:taut-band"
CARD_CHOICES = {"areas": "all", "decks": ["terms"], "new_per_day": "9", "most_per_day": "90", "retention": "90"}
PASSWORD_PAGE = "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/"
SIGNED_EVENT = json.dumps(
    {
        "id": "evt_1",
        "object": "event",
        "type": "charge.updated",
        "livemode": False,
        "created": 1_800_000_000,
        "data": {"object": {"object": "x"}},
    }
)

CHECK = "8d0f6c52-0000-5000-8000-000000000001"

Values = dict[str, str]


@dataclass
class World:
    """Who there is, what stands in the places of an address, and which session each person has.

    ``values`` fill the places, ``areas`` fill them otherwise in addresses that begin so, ``cases`` in those rows of the
    table that name them (``[locked lesson]``). ``secrets`` are words that the answer to such a row shows only to some.
    ``sessions`` are keys by person and by whether they just confirmed who they are.
    """

    users: dict[str, User] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    cases: dict[str, Values] = field(default_factory=dict)
    areas: dict[str, Values] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    sessions: dict[tuple[str, bool], str] = field(default_factory=dict)
    sent: dict[str, Callable[[], Any]] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    employer_key: str = ""

    def path_of(self, route: str, case: str = "") -> str:
        """Return an address of ``route``, filled in for ``case``."""
        values = dict(self.values)
        for area in sorted(self.areas, key=len):
            if route.replace("/choose/", "/").startswith(area):
                values |= self.areas[area]
        values |= self.cases.get(case, {})
        return Address(route, "").filled(values) + (f"?{values['?']}" if "?" in values else "")


def build_world() -> World:
    """Build it all; the caller's transaction takes it away again."""
    world = World()
    for name in PEOPLE[1:]:
        world.users[name] = verify_address(
            builders.build_user(f"{name}@example.com", legal_name=f"Legal {name.title()}")
        )
    for role in ROLES:
        world.users[role].groups.add(Group.objects.get(name=role))
        world.users[role].refresh_from_db()
    home = builders.build_home()
    catalogue = builders.build_catalogue(home)
    course = _build_course(world, catalogue)
    _build_other_course(world, catalogue)
    _build_pages(world, home)
    _build_files(world, course)
    _build_graduation(world, course, catalogue)
    _build_discussion(world, course)
    _build_staff_area(world, home)
    _build_regrade(world)
    _build_newsletter(world)
    _build_knowledge(world)
    _build_cards(world)
    _build_sessions(world)
    world.sent = _what_is_sent(world, Attempt.objects.running().get())
    world.headers = _what_heads_it(world)
    return world


def _build_course(world: World, catalogue: Page) -> CoursePage:
    course = builders.build_course(
        catalogue, modules=2, slug="trigger-points", sequential=True, award_title="Diploma in Testing"
    )
    LessonPage.objects.filter(slug="lesson-1-1").update(free_preview=True)
    for name in ("one", "two"):
        bank.upsert_question(key=name, data=data.sba(name), at=timezone.now())
    bank.upsert_case(key="case", data=data.case("case"), at=timezone.now())
    bank.upsert_question(key="hands", data=sample("upload", key="hands"), at=timezone.now())
    quiz = bank.upsert_quiz(
        module=ModulePage.objects.child_of(course).first(),
        data={"title": "Quiz", "slug": "quiz", "items": [{"question": "one"}, {"case": "case"}, {"question": "hands"}]},
        at=timezone.now(),
    )
    _build_self_checks(world, course)
    _build_live_sessions(world, course)
    student = world.users["enrolled"]
    order = _order(student, course, OrderState.CLEARED)
    seat = builders.build_seat(student, course, order=order)
    for lesson in LessonPage.objects.descendant_of(course).filter(slug__startswith="lesson-1-"):
        complete_step(enrolment=seat, step=lesson, at=timezone.now())
    practice, cases = build_practice(course, seat, world.users["assessor"])
    world.areas |= practice
    world.cases |= cases
    note = add_note(seat=seat, step=LessonPage.objects.get(slug="lesson-1-2"), text="Mine", at=timezone.now())
    submitted = attempts.start(student=student, quiz=quiz, at=timezone.now())
    attempts.submit(student=student, token=submitted.token, at=timezone.now())
    running = attempts.start(student=student, quiz=quiz, at=timezone.now())
    world.values |= {"slug": course.slug, "course": course.slug, "module": "module-1", "step": "lesson-1-2"}
    world.values |= {"token": running.token, "item": "1", "quiz_id": str(quiz.pk), "reference": order.reference}
    world.cases |= {
        "free lesson": {"step": "lesson-1-1"},
        "locked lesson": {"module": "module-2", "step": "lesson-2-1"},
        "quiz": {"step": "quiz"},
        "no such step": {"step": "nothing"},
        "handed in": {"token": submitted.token},
        "marked": {"token": submitted.token},
        "no such attempt": {"token": "x" * 32},
        "no such order": {"reference": "0000000000"},
    }
    granted = grant_accommodation(
        enrolment=seat,
        quiz=quiz,
        allowance=Allowance(minutes=5),
        reason="Asked",
        actor=world.users["assessor"],
        at=timezone.now(),
    )
    script = _build_scripts(submitted)
    asked = running.responses.get(definition__type="upload")
    hand_over(running, asked.item, at=timezone.now())
    handed_over = asked.uploads.get().token
    notice, copy = _build_change(student, course)
    world.areas |= {
        "learn/notes/": {"pk": str(note.pk)},
        "learn/changes/": {"pk": str(notice.pk)},
        "staff/changes/": {"pk": str(notice.pk)},
        "staff/courses/": {"pk": str(course.pk)},
        "staff/courses/copies/": {"pk": str(copy.pk)},
        "staff/students/": {"pk": str(seat.pk)},
        "staff/orders/": {"pk": str(order.pk)},
        "staff/attempts/": {"pk": str(submitted.pk)},
        "staff/accommodations/": {"pk": str(granted.pk), "seat": str(seat.pk)},
        "staff/results/quizzes/": _results_values(quiz),
        "staff/results/courses/": {"pk": str(course.pk)},
        "staff/marking/": {"pk": str(script.pk)},
        "staff/marking/uploads/": {"token": handed_over},
        "attempts/uploads/": {"token": handed_over},
        "attempts/<str:token>/uploads/": {"item": str(asked.item)},
        "staff/snippets/quizzes/question/": {"pk": str(Question.objects.get(key="one").pk)},
        "staff/snippets/quizzes/case/": {"pk": str(Case.objects.get().pk)},
    }
    return course


def _results_values(quiz: QuizPage) -> Values:
    """The quiz, and the column of its question and the case that were asked."""
    question, case = Question.objects.get(key="one"), Case.objects.get()
    return {"pk": str(quiz.pk), "column": f"q{question.pk}-{question.live_revision_id}-1", "case": str(case.pk)}


def _build_scripts(marked: Attempt) -> Script:
    """An answer that people marked, and whose student was told; return another that waits for them."""
    now = timezone.now()
    told = {"state": Script.State.RELEASED, "share": Fraction(1, 2), "released_at": now}
    first, second = marked.responses.filter(item__lte=2)
    Script.objects.create(response=first, quiz=marked.quiz, handed_in_at=now, **told)
    return Script.objects.create(response=second, quiz=marked.quiz, handed_in_at=now)


def _build_self_checks(world: World, course: CoursePage) -> None:
    """Ask a question in a lesson that is open, in one that is free and in one that is locked."""
    question = Question.objects.get(key="one")
    body = [{"type": "self_check", "id": CHECK, "value": {"question": question.pk}}]
    picked = question.definition()["options"][0]["id"]
    lessons = LessonPage.objects.descendant_of(course)
    lessons.update(body=json.dumps(body))
    ids = {slug: {"page_id": str(pk), "block_id": CHECK} for slug, pk in lessons.values_list("slug", "pk")}
    world.areas["self-check/"] = ids["lesson-1-2"] | {"?": f"answer={picked}"}
    world.cases |= {
        "question of a free lesson": ids["lesson-1-1"],
        "question of a locked lesson": ids["lesson-2-2"],
        "no such question": {"block_id": "another"},
    }


def _build_live_sessions(world: World, course: CoursePage) -> None:
    """Book a session tomorrow and one whose door is open."""
    world.areas["learn/live/"] = {"pk": str(build_session(course, key="tomorrow").pk)}
    world.cases["door open"] = {"pk": str(build_session(course, key="now", starts_at=timezone.now()).pk)}
    world.areas["staff/snippets/courses/livesession/"] = world.areas["learn/live/"]


def _build_change(student: User, course: CoursePage) -> tuple[EditNotice, CourseCopy]:
    """A change of safety that the student has still to confirm, and a copy of the course that is under way."""
    step = LessonPage.objects.descendant_of(course).first()
    at = timezone.now() - timedelta(days=2)
    notice = EditNotice.objects.create(page=step, kind="safety", note="Press less.", at=at)
    NoticeReading.objects.create(notice=notice, student=student, mailed_at=at)
    return notice, CourseCopy.objects.create(source=course, title="Copy", slug="copy", asked_at=at, total=9)


def _build_other_course(world: World, catalogue: Page) -> None:
    course = builders.build_course(catalogue, slug="other-course")
    student = world.users["other"]
    builders.build_seat(student, course, order=_order(student, course, OrderState.CLEARED))


def _order(student: User, course: CoursePage, state: OrderState) -> Order:
    return Order.objects.create(
        student=student,
        course=course,
        title=course.title,
        currency="gbp",
        total_minor=12_000,
        terms_version="1",
        created_at=timezone.now(),
        state=state,
    )


def _build_pages(world: World, home: Page) -> None:
    body = [("text", "<p>Words.</p>")]
    articles = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    articles.add_child(instance=ArticlePage(title="Article", slug="one", body=body))
    home.add_child(instance=GlossaryPage(title="Glossary", slug="glossary"))
    home.add_child(instance=StandardPage(title="About", slug="about", body=body))
    home.add_child(instance=StandardPage(title="Draft", slug="draft", body=body, live=False))
    members = home.add_child(instance=StandardPage(title="Members", slug="members", body=body))
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    closed = home.add_child(
        instance=StandardPage(title="Closed", slug="closed", body=[("text", "<p>Behind the password.</p>")])
    )
    by_password = PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    home.add_child(instance=ContactPage(title="Contact", slug="contact"))
    home.add_child(instance=AtlasPage(title="Atlas", slug="atlas"))
    region = {"label": "Calf", "body_part": "leg", "view": "back"}
    calf = BodyRegion.objects.create(key="calf", **region)
    words = {"origin": "O", "insertion": "I", "action": "A", "innervation": "N"}
    soleus = Muscle.objects.create(key="soleus", name="Soleus", body_area="leg", layer="deep", **words)
    world.areas |= {
        "staff/snippets/content/muscle/": {"pk": str(soleus.pk)},
        "staff/snippets/content/bodyregion/": {"pk": str(calf.pk)},
    }
    world.secrets["page with a password"] = "Behind the password"
    world.values |= {"page_view_restriction_id": str(by_password.pk), "page_id": str(closed.pk)}
    world.cases |= {
        "home page": {"1": ""},
        "article index": {"1": "articles/"},
        "atlas": {"1": "atlas/"},
        "muscle": {"1": "atlas/soleus/"},
        "body region": {"1": "atlas/regions/calf/"},
        "where it hurts": {"1": "atlas/where-does-it-hurt/", "?": "r=calf"},
        "no such muscle": {"1": "atlas/nothing/"},
        "article": {"1": "articles/one/"},
        "glossary": {"1": "glossary/"},
        "page": {"1": "about/"},
        "module page": {"1": "courses/trigger-points/module-1/"},
        "draft": {"1": "draft/"},
        "page for members": {"1": "members/"},
        "page with a password": {"1": "closed/"},
        "contact page": {"1": "contact/"},
        "no such page": {"1": "nothing/"},
    }


def _build_files(world: World, course: CoursePage) -> None:
    root = Collection.get_first_root_node()
    for case, place in (("public file", root), ("course file", root.add_child(name="Course files"))):
        file = ContentFile(b"WEBVTT", name="words.vtt")
        document = get_document_model().objects.create(title=case, file=file, collection=place)
        world.cases[case] = {"1": str(document.pk), "2": document.filename}
    world.areas["staff/documents/"] = {
        "pk": str(document.pk),
        "document_id": str(document.pk),
        "doc_id": str(document.pk),
    }
    world.values |= {"restriction_id": "1"}


def _build_graduation(world: World, course: CoursePage, catalogue: Page) -> None:
    graduate = world.users["graduate"]
    second = builders.build_course(catalogue, slug="second-course", award_title="Second Diploma")
    shown, hidden = (
        align(enrolment=builders.build_seat(graduate, one, completed_at=timezone.now()), at=timezone.now())
        for one in (course, second)
    )
    show_name(certificate=hidden, public=False)
    world.values |= {"code": shown.code, "number": str(shown.status_list.number)}
    world.cases |= {"name hidden": {"code": hidden.code}, "no such code": {"code": "0000-0000-0000"}}
    world.cases["full link"] = {"code": hidden.code, "?": f"key={hidden.link_key}"}
    world.secrets |= dict.fromkeys(["name hidden", "full link"], graduate.legal_name)
    world.areas["staff/certificates/"] = {"pk": str(Certificate.objects.get(code=shown.code).pk), "decision": "suspend"}
    world.employer_key = grant_key(label="Clinic", at=timezone.now())


def _build_regrade(world: World) -> None:
    """A regrade that took away the pass on which a certificate rests; nobody's marks follow it."""
    question, at = Question.objects.get(key="one"), timezone.now()
    act = Regrade.objects.create(question=question, remedy="none", by=world.users["assessor"], at=at)
    attempt = Attempt.objects.get(token=world.cases["handed in"]["token"])
    results = {f"{when}_{what}": 0 for when in ("old", "new") for what in ("score", "passed", "critical")}
    change = RegradeChange.objects.create(regrade=act, attempt=attempt, **results)
    doubt = Doubt.objects.create(change=change, award=world.values["code"], raised_at=at)
    chosen = f"remedy=drop&revision={question.live_revision_id}"
    world.areas |= {
        "staff/regrades/": {"pk": str(act.pk), "question_id": str(question.pk)},
        "staff/regrades/question/<int:question_id>/preview/": {"?": chosen},
        "staff/regrades/certificates/": {"pk": str(doubt.pk)},
    }
    scope = {"question": question, "remedy": Remedy.DROP, "revisions": [question.live_revision_id]}
    world.values["fingerprint"] = fingerprint_of(**scope)


def _build_newsletter(world: World) -> None:
    """Somebody who asked for the newsletter, and a letter that was not sent."""
    reader = Subscriber.objects.create(email="reader@example.com", consent="News, please.", asked_at=timezone.now())
    letter = Letter.objects.create(topic="articles", subject="An article", text="<p>Read.</p>")
    world.areas |= {"newsletter/": {"token": reader.token}, "staff/newsletter/letters/": {"pk": str(letter.pk)}}
    world.areas["staff/newsletter/subscribers/"] = {"pk": str(reader.pk)}


def _build_knowledge(world: World) -> None:
    for model in (Muscle, BodyRegion, Contraindication, RedFlag, GlossaryTerm):
        own = {"layer": "deep", "body_area": "leg"} if model is Muscle else {}
        entry = model.objects.create(key=model._meta.model_name, **own)
        world.areas[f"staff/snippets/content/{model._meta.model_name}/"] = {"pk": str(entry.pk)}


def _build_discussion(world: World, course: CoursePage) -> None:
    """The enrolled student asked, the graduate answered and asked something else."""
    lesson = LessonPage.objects.descendant_of(course).get(slug="lesson-1-2")
    enrolled, graduate, at = world.users["enrolled"], world.users["graduate"], timezone.now()
    question = ask_question(author=enrolled, step=lesson, title="Where do I press?", body="", at=at)
    answer = answer_question(question=question, author=graduate, body="Beside the spine.", at=at)
    other = ask_question(author=graduate, step=lesson, title="How long do I hold?", body="", at=at)
    discussion = "courses/<str:course>/<str:module>/<str:step>/discussion/"
    world.areas |= {
        discussion: {"pk": str(question.pk)},
        f"{discussion}posts/": {"pk": str(question.pk)},
        f"{discussion}posts/<int:pk>/accept": {"pk": str(answer.pk)},
        f"{discussion}posts/<int:pk>/helped": {"pk": str(answer.pk)},
        "staff/discussions/": {"pk": str(question.pk)},
    }
    world.cases |= {"the graduate's": {"pk": str(other.pk)}}
    world.areas["learn/discussions/leave/"] = {"token": leave_token(enrolled)}
    world.cases |= {"forged": {"token": "forged"}}


def _build_staff_area(world: World, home: Page) -> None:
    message = ContactMessage.objects.create(
        name="Ada", email="ada@example.com", subject="Hello", message="Hello", received_at=timezone.now()
    )
    superuser = builders.build_user("root@example.com", is_superuser=True, is_staff=True)
    world.users["superuser"] = superuser
    world.cases["a superuser"] = {"pk": str(superuser.pk)}
    passkey = Authenticator.objects.create(user=superuser, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    world.areas["accounts/2fa/webauthn/keys/"] = {"pk": str(passkey.pk)}
    page = {
        "page_id": str(home.pk),
        "parent_page_id": str(home.pk),
        "page_to_move_id": str(home.pk),
        "pk": str(home.pk),
    }
    stop = Contraindication.objects.create(
        key="c01", condition="Fever", category="absolute", scope="whole body", why="It is.", what_to_do="Do not treat."
    )
    flag = RedFlag.objects.create(key="r01", flag="Numb", think_of="Nerves", action="Send on", urgency="now")
    world.areas |= {
        "staff/snippets/content/contraindication/": {"pk": str(stop.pk)},
        "staff/snippets/content/redflag/": {"pk": str(flag.pk)},
        "staff/contact-messages/": {"pk": str(message.pk)},
        "staff/snippets/content/author/": {"pk": str(Author.objects.create(name="Ada").pk)},
        "staff/snippets/content/category/": {"pk": str(Category.objects.create(name="News", slug="news").pk)},
        "staff/pages/": page | {"content_type_app_name": "content", "content_type_model_name": "standardpage"},
        "staff/api/": page,
        "staff/choose-page/": page,
        "staff/api/main/documents/": world.areas["staff/documents/"],
        "staff/users/": {"pk": str(world.users["enrolled"].pk)},
        "staff/groups/": {"pk": str(Group.objects.get(name="editor").pk)},
        "staff/settings/": {"app_name": "content", "model_name": "sitesettings"},
    }


def _build_cards(world: World) -> None:
    GlossaryTerm.objects.create(key="taut-band", term="taut band", definition="A tight cord.")
    student = world.users["enrolled"]
    report = report_card(student=student, key=CARD, question="What is it?", words="Wrong.", at=timezone.now())
    world.areas["staff/card-reports/"] = {"pk": str(report.pk)}


def _build_sessions(world: World) -> None:
    for name, user in world.users.items():
        used = _second_factor(user) if name in ROLES else None
        for confirmed in (False, True):
            client = Client()
            client.force_login(user)
            session = client.session
            request: Any = SimpleNamespace(session=session, user=user)
            record_authentication(request, user, "password", reauthenticated=confirmed)
            if used:
                record_authentication(request, user, "mfa", id=used.pk, type=used.type, reauthenticated=confirmed)
            session.save()
            world.sessions[name, confirmed] = client.cookies[settings.SESSION_COOKIE_NAME].value


def _second_factor(user: User) -> Authenticator:
    RecoveryCodes.activate(user)
    return TOTP.activate(user, generate_totp_secret()).instance


def _what_is_sent(world: World, running: Attempt) -> dict[str, Callable[[], Any]]:
    """What each POST or PUT of the table carries, by its row, made anew for each request; without an entry, nothing."""
    step = "courses/<str:course>/<str:module>/<str:step>/"
    talk = f"{step}discussion/"
    asked = {"title": "What about the hip?", "body": "I wonder."}
    attempt = "attempts/<str:token>/"
    answer = {"seq": 9, "fields": {"answer": [running.responses.get(item=1).definition["options"][0]["id"]]}}
    saved = {"sequence": "9", "action": "flag"}
    credential = CertificateFiles.objects.get(certificate__code=world.values["code"]).credential.encode()
    message = {"name": "Ada", "email": "ada@example.com", "subject": "Hello", "message": "Hello"}
    offline = json.dumps({"owner": owner_of(world.users["enrolled"]), "items": []})
    treatment = {name: str(value) for name, value in ENTRY.items()}
    signature = {"name": "Sam Student", "confirm": "on"}
    verdicts = {f"verdict-{number}": "met" for number in (1, 2, 3)}
    words = {
        "POST practice/observations/<int:pk>/": signature,
        "POST practice/log/<int:page_id>/add/": treatment,
        "POST practice/log/entries/<int:pk>/": treatment,
        f"POST {STAFF}observations/<int:pk>/ [a draft]": verdicts | signature | {"action": "sign"},
        f"POST {STAFF}practicals/<int:pk>/": {"seat": world.areas[f"{STAFF}logs/"]["seat_id"]},
        f"POST {STAFF}logs/<int:page_id>/<int:seat_id>/": {
            "entries": [world.cases["handed to assessors"]["pk"]],
            "action": "sign_off",
        },
        f"POST {STAFF}quality/observations/<int:pk>/": {"confirmed": "yes"},
        f"POST {STAFF}quality/entries/<int:pk>/": {"confirmed": "yes"},
        "POST accounts/login/ [right password]": {"login": "student@example.com", "password": builders.PASSWORD},
        "POST accounts/email/": {"email": "new@example.com", "action_add": ""},
        "POST accounts/email/ [confirmed]": {"email": "new@example.com", "action_add": ""},
        "POST accounts/profile/": {"legal_name": "New Name", "preferred_name": "New"},
        "POST <1> [contact page]": message | {"opened": sign_time(timezone.now() - timedelta(seconds=30))},
        f"POST {step}position/": {"position": "40"},
        f"POST {step}position/ [locked lesson]": {"position": "40"},
        f"POST {step}notes/": {"text": "Words"},
        f"POST {step}notes/ [locked lesson]": {"text": "Words"},
        f"POST {step}highlights/": {"exact": "Words"},
        f"POST {step}highlights/ [locked lesson]": {"exact": "Words"},
        "POST learn/notes/<int:pk>/": {"text": "Other words"},
        f"POST {talk}ask/": asked,
        f"POST {talk}ask/ [free lesson]": asked,
        f"POST {talk}<int:pk>/answer/": {"body": "On the table."},
        f"POST {talk}<int:pk>/follow/": {"on": "1"},
        f"POST {talk}follow/": {"on": "1"},
        f"POST {talk}posts/<int:pk>/edit/": asked,
        f"POST {talk}posts/<int:pk>/report/": {"reason": "rude"},
        f"POST {talk}posts/<int:pk>/report/ [the graduate's]": {"reason": "rude"},
        f"POST {talk}posts/<int:pk>/accept/": {"on": "1"},
        f"POST {talk}posts/<int:pk>/helped/": {"on": "1"},
        "POST staff/accommodations/grant/<int:seat>/": {"reason": "Asked", "extra_minutes": "9"},
        "POST staff/accommodations/<int:pk>/change/": {"reason": "Asked", "extra_minutes": "9"},
        "POST staff/accommodations/<int:pk>/withdraw/": {"reason": "By mistake"},
        "POST staff/discussions/<int:pk>/hide/": {"reason": "It names a client."},
        "POST staff/regrades/certificates/<int:pk>/keep/": {"reason": "It stands."},
        "POST staff/regrades/question/<int:question_id>/preview/": {
            "reason": "The key was wrong.",
            "fingerprint": world.values["fingerprint"],
        },
        "POST learn/discussions/leave/<str:token>/": {"List-Unsubscribe": "One-Click"},
        "POST staff/marking/release/": {"quiz": world.values["quiz_id"]},
        f"POST {attempt}appeal/<int:item>/ [marked]": {"reason": "It is right.", "understood": "on"},
        f"POST {attempt}<int:item>/": saved,
        f"POST {attempt}<int:item>/ [handed in]": saved,
        f"PUT {attempt}answers/<int:item>/": json.dumps(answer),
        f"PUT {attempt}answers/<int:item>/ [handed in]": json.dumps(answer),
        f"PUT {attempt}flags/<int:item>/": json.dumps({"flagged": True}),
        "POST learn/cards/settings/": CARD_CHOICES,
        "POST learn/cards/answer/": {"key": CARD, "version": "0", "rating": "3"},
        "POST learn/cards/undo/": {"review": "1"},
        "POST learn/cards/aside/": {"key": CARD, "do": "bury"},
        "POST learn/cards/report/": {"key": CARD, "words": "Wrong."},
        "POST api/v1/certificates": json.dumps({"codes": [world.values["code"]]}),
        "POST api/v1/certificates [employer's key]": json.dumps({"codes": [world.values["code"]]}),
        "POST webhooks/stripe/ [signed]": SIGNED_EVENT,
        "POST courses/<str:course>/offline/progress/": offline,
        "POST courses/<str:course>/offline/progress/ [another site]": offline,
        f"POST {PASSWORD_PAGE} [right password]": {"password": "open sesame", "return_url": "/closed/"},
    }
    sent: dict[str, Callable[[], Any]] = {row: partial(copy, what) for row, what in words.items()}
    photo = photograph()
    sent["POST attempts/<str:token>/uploads/<int:item>/"] = lambda: {"file": SimpleUploadedFile("photo.jpg", photo)}
    sent["POST verify/ [credential]"] = lambda: {"file": SimpleUploadedFile("credential.json", credential)}
    return sent


def _what_heads_it(world: World) -> dict[str, dict[str, str]]:
    """The headers that a row's request carries."""
    return {
        "POST courses/<str:course>/offline/progress/": {"origin": "http://testserver"},
        "POST courses/<str:course>/offline/progress/ [another site]": {"origin": "https://elsewhere.example"},
        "POST api/v1/certificates [employer's key]": {"authorization": f"Bearer {world.employer_key}"},
        "POST webhooks/stripe/ [signed]": {"stripe-signature": sign(SIGNED_EVENT, settings.STRIPE_WEBHOOK_SECRET)},
    }

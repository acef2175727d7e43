"""An academy in small, with one person of each kind, for the table of who may do what.

Nobody is mocked and no rule is switched off: staff hold a second factor and used it in their session.
"""

import json
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
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
from content.models import ArticleIndexPage, ArticlePage, Author, Category, ContactMessage, ContactPage, StandardPage
from courses.models import CoursePage, LessonPage, ModulePage, Order
from courses.money_rules import OrderState
from courses.sandbox.signing import sign
from courses.services.progress import complete_step
from quizzes.models import Attempt, Case, Question
from quizzes.services import attempts, bank
from tests import builders
from tests.academy.url_walk import Address
from tests.accounts.conftest import verify_address
from tests.quizzes import data

STUDENTS = ("student", "enrolled", "other", "graduate")
ROLES = ("editor", "assessor", "finance", "administrator")
PEOPLE = ("anonymous", *STUDENTS, *ROLES)
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
    _build_staff_area(world, home)
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
    quiz = bank.upsert_quiz(
        module=ModulePage.objects.child_of(course).first(),
        data={"title": "Quiz", "slug": "quiz", "items": [{"question": "one"}, {"case": "case"}]},
        at=timezone.now(),
    )
    student = world.users["enrolled"]
    order = _order(student, course, OrderState.CLEARED)
    seat = builders.build_seat(student, course, order=order)
    for lesson in LessonPage.objects.descendant_of(course).filter(slug__startswith="lesson-1-"):
        complete_step(enrolment=seat, step=lesson, at=timezone.now())
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
        "no such attempt": {"token": "x" * 32},
        "no such order": {"reference": "0000000000"},
    }
    world.areas |= {
        "staff/students/": {"pk": str(seat.pk)},
        "staff/orders/": {"pk": str(order.pk)},
        "staff/attempts/": {"pk": str(submitted.pk)},
        "staff/snippets/quizzes/question/": {"pk": str(Question.objects.get(key="one").pk)},
        "staff/snippets/quizzes/case/": {"pk": str(Case.objects.get().pk)},
    }
    return course


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
    world.secrets["page with a password"] = "Behind the password"
    world.values |= {"page_view_restriction_id": str(by_password.pk), "page_id": str(closed.pk)}
    world.cases |= {
        "home page": {"1": ""},
        "article index": {"1": "articles/"},
        "article": {"1": "articles/one/"},
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
    world.areas |= {
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
    attempt = "attempts/<str:token>/"
    answer = {"seq": 9, "answer": running.responses.get(item=1).definition["options"][0]["id"]}
    saved = {"sequence": "9", "action": "flag"}
    credential = CertificateFiles.objects.get(certificate__code=world.values["code"]).credential.encode()
    message = {"name": "Ada", "email": "ada@example.com", "subject": "Hello", "message": "Hello"}
    words = {
        "POST accounts/login/ [right password]": {"login": "student@example.com", "password": builders.PASSWORD},
        "POST accounts/email/": {"email": "new@example.com", "action_add": ""},
        "POST accounts/email/ [confirmed]": {"email": "new@example.com", "action_add": ""},
        "POST accounts/profile/": {"legal_name": "New Name", "preferred_name": "New"},
        "POST <1> [contact page]": message | {"opened": sign_time(timezone.now() - timedelta(seconds=30))},
        f"POST {step}position/": {"position": "40"},
        f"POST {step}position/ [locked lesson]": {"position": "40"},
        f"POST {attempt}<int:item>/": saved,
        f"POST {attempt}<int:item>/ [handed in]": saved,
        f"PUT {attempt}answers/<int:item>/": json.dumps(answer),
        f"PUT {attempt}answers/<int:item>/ [handed in]": json.dumps(answer),
        f"PUT {attempt}flags/<int:item>/": json.dumps({"flagged": True}),
        "POST api/v1/certificates": json.dumps({"codes": [world.values["code"]]}),
        "POST api/v1/certificates [employer's key]": json.dumps({"codes": [world.values["code"]]}),
        "POST webhooks/stripe/ [signed]": SIGNED_EVENT,
        f"POST {PASSWORD_PAGE} [right password]": {"password": "open sesame", "return_url": "/closed/"},
    }
    sent: dict[str, Callable[[], Any]] = {row: partial(copy, what) for row, what in words.items()}
    sent["POST verify/ [credential]"] = lambda: {"file": SimpleUploadedFile("credential.json", credential)}
    return sent


def _what_heads_it(world: World) -> dict[str, dict[str, str]]:
    """The headers that a row's request carries."""
    return {
        "POST api/v1/certificates [employer's key]": {"authorization": f"Bearer {world.employer_key}"},
        "POST webhooks/stripe/ [signed]": {"stripe-signature": sign(SIGNED_EVENT, settings.STRIPE_WEBHOOK_SECRET)},
    }

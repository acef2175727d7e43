"""A small academy for the attacks: one lesson, a student, an author, a tutor, and one person for each text."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import User
from content.forms import sign_time
from content.models import AtlasPage, ContactPage, GlossaryPage
from courses.models import Enrolment, LessonPage, Post
from courses.outline import get_outline
from courses.services.discussion import ask_question
from tests import builders
from tests.accounts.conftest import verify_address
from tests.courses.discussing import room
from tests.courses.places import lesson_of


@dataclass
class Town:
    """Who there is and where; ``writers`` write one text each."""

    lesson: LessonPage
    question: Post
    people: dict[str, User]
    writers: list[User]
    opened: str
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def seat(self) -> Enrolment:
        """The student's."""
        return Enrolment.objects.get(student=self.people["student"])

    @property
    def places(self) -> dict[str, str]:
        """What stands in the places of an address."""
        return {
            "room": room(self.lesson),
            "question": room(self.lesson, f"{self.question.pk}/"),
            "lesson": self.lesson.get_url(),
            "course": get_outline(self.lesson.course_id).url,
            "pk": str(self.question.pk),
        }

    def client(self, who: str) -> Client:
        """A signed-in client for one of the people."""
        if who not in self.clients:
            self.clients[who] = Client()
            if who != "anonymous":
                self.clients[who].force_login(self.people[who])
        return self.clients[who]


def build_town(writers: int) -> Town:
    """Build it; the names of the writers are the first thing that is attacked."""
    home = builders.build_home()
    for page_type, slug in ((ContactPage, "contact"), (AtlasPage, "atlas"), (GlossaryPage, "glossary")):
        home.add_child(instance=page_type(title=slug.title(), slug=slug))
    course = builders.build_course(builders.build_catalogue(home), lessons=1)
    lesson = lesson_of(course)
    people = {
        name: verify_address(builders.build_user(f"{name}@example.com")) for name in ("student", "author", "staff")
    }
    people["staff"].groups.add(Group.objects.get(name="administrator"))
    people["staff"].refresh_from_db()
    made = User.objects.bulk_create(User(email=f"writer{n}@example.com", legal_name="W") for n in range(writers))
    seated = [people["student"], people["author"], *made]
    at = timezone.now()
    Enrolment.objects.bulk_create(Enrolment(student=person, course=course, started_at=at) for person in seated)
    question = ask_question(
        author=people["author"], step=lesson, title="The question", body="", at=at - timedelta(days=1), by_staff=True
    )
    return Town(lesson, question, people, made, sign_time(at - timedelta(seconds=30)))

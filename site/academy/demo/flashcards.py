"""A few weeks of revision with cards for some of the demo's students, always the same, through the services."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from accounts.models import User
from courses.flashcards.collection import collect, learner_of, read_cards
from courses.flashcards.days import beginning_of, day_of, zone_of
from courses.flashcards.scheduling import Phase, Rating
from courses.models import CardReport, CardState, CoursePage, Enrolment
from courses.services.flashcards import answer_card, choose_cards, report_card, suspend_card

PAST = timedelta(weeks=3)
OTHERS = 2  # students of the first course, beside the one whose login everybody is told
NEW_A_DAY = 3
MOST_A_DAY = 9
STUDIES = 0.6  # the share of days with a session
SOON = timedelta(minutes=15)
#: How often each rating is given to a learned card, and to one that is being learned, in percent.
LEARNED = (9, 13, 66, 12)
LEARNING = (14, 14, 62, 10)


def keep_flashcards(students: list[User], course: CoursePage, *, at: datetime, say: Callable[[str], None]) -> None:
    """Give some students a past with cards; one who has answered any already has theirs."""
    seats = Enrolment.objects.active().filter(course=course).order_by("student__email").exclude(student=students[0])
    for student in [students[0], *(seat.student for seat in seats.select_related("student")[:OTHERS])]:
        if not student.card_states.exists():
            Reviser(student, at).live()
            say(f"revision cards: {student.get_short_name()}")
    keep_report(students[0], at)


def keep_report(student: User, at: datetime) -> None:
    """Let one card be called wrong, once."""
    if CardReport.objects.filter(student=student).exists():
        return
    keys = student.card_states.order_by("key").values_list("key", flat=True)[:1]
    for card in read_cards(keys, learner_of(student, at=at)).values():
        words = "My anatomy book says it differently. Which of the two should I learn?"
        report_card(student=student, key=card.key, question=card.question, words=words, at=at - timedelta(days=2))


class Reviser:
    """Studies on most days of the past weeks: what is due first, then a few new cards."""

    def __init__(self, student: User, at: datetime) -> None:
        self.student, self.at = student, at
        self.zone = zone_of(student)
        self.chance = Random(student.email)  # noqa: S311
        self.known: dict[str, CardState] = {}

    @transaction.atomic
    def live(self) -> None:
        """Choose all areas, study day after day, put one card aside."""
        self.settings = choose_cards(student=self.student, follow_lessons=False)
        new = iter(collect(learner_of(self.student, at=self.at)).in_turn())
        day = day_of(self.at - PAST, self.zone)
        while day < day_of(self.at, self.zone):
            if self.chance.random() < STUDIES:
                self.study(beginning_of(day, self.zone) + timedelta(hours=self.chance.uniform(4, 17)), new)
            day += timedelta(days=1)
        if self.known:
            suspend_card(student=self.student, key=min(self.known), at=self.at - timedelta(days=1))

    def study(self, at: datetime, new: Iterator[str]) -> None:
        """Answer what is due and some new cards, those being learned again until they are."""
        due = sorted((state for state in self.known.values() if state.due <= at), key=lambda state: state.due)
        waiting = [state.key for state in due[:MOST_A_DAY]] + [
            key for _number, key in zip(range(NEW_A_DAY), new, strict=False)
        ]
        while waiting:
            at += timedelta(seconds=self.chance.uniform(5, 22))
            state = self.answer(waiting.pop(0), at)
            if state.state != Phase.REVIEW and state.due <= at + SOON:
                waiting.append(state.key)
                at = max(at, state.due) if len(waiting) == 1 else at

    def answer(self, key: str, at: datetime) -> CardState:
        """Answer one card as well as chance has it."""
        before = self.known.get(key)
        weights = LEARNED if before and before.state == Phase.REVIEW else LEARNING
        review = answer_card(
            student=self.student,
            key=key,
            version=before.version if before else 0,
            rating=self.chance.choices(list(Rating), weights)[0],
            retention=self.settings.retention,
            at=at,
            duration=timedelta(seconds=self.chance.uniform(3, 20)),
        )
        if review is None:
            raise RuntimeError(f"somebody else answers {key} for {self.student.pk}")
        self.known[key] = review.card
        return review.card

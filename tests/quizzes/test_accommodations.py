"""Extra time, extra attempts and later closing moments for one student: also while an attempt runs."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditRecord
from quizzes.allowance import NO_ALLOWANCE, Allowance, deadline_of, extra_time, never_earlier
from quizzes.models import Accommodation, Attempt
from quizzes.paper import Limits
from quizzes.refusals import Refusal, Refused
from quizzes.services import attempts
from quizzes.services.accommodating import (
    NotGranted,
    change_accommodation,
    grant_accommodation,
    withdraw_accommodation,
)
from tests.quizzes.conftest import NOON, hand_in, option, save, student_of

ALLOWANCES = st.builds(
    Allowance,
    percent=st.integers(0, 200),
    minutes=st.integers(0, 1440),
    attempts=st.integers(0, 20),
    closes_at=st.none() | st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 9), timezones=st.just(NOON.tzinfo)),
)
LIMITS = st.builds(
    Limits,
    time_limit=st.none() | st.integers(1, 600),
    closes_at=st.none() | st.datetimes(datetime(2026, 3, 2, 13), datetime(2026, 3, 5), timezones=st.just(NOON.tzinfo)),
)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.fixture
def grant(make_user):
    """Return a closure ``grant(attempt_or_seat, quiz=None, at=NOON, **figures) -> Accommodation``."""

    def give(seat, quiz=None, at=NOON, **figures) -> Accommodation:
        seat = seat.enrolment if isinstance(seat, Attempt) else seat
        staff = make_user(is_staff=True)
        allowance = Allowance(**figures)
        return grant_accommodation(
            enrolment=seat, quiz=quiz, allowance=allowance, reason="Dyslexia", actor=staff, at=at
        )

    return give


@pytest.fixture
def give_seat(make_user, enrol):
    """Return a closure ``give_seat(quiz) -> Enrolment`` of a new student."""
    return lambda quiz: enrol(make_user(), quiz.course)


def change(accommodation: Accommodation, at=NOON, **figures) -> Accommodation:
    return change_accommodation(
        accommodation=accommodation,
        allowance=Allowance(**figures),
        reason="Asked again",
        actor=accommodation.granted_by,
        at=at,
    )


def withdraw(accommodation: Accommodation, at=NOON) -> Accommodation:
    return withdraw_accommodation(
        accommodation=accommodation, reason="By mistake", actor=accommodation.granted_by, at=at
    )


def refusal(start) -> Refusal:
    with pytest.raises(Refused) as refused:
        start()
    return refused.value.reason


# The rules, without a database


def test_the_deadline_is_the_limit_with_percent_and_minutes_more():
    allowance = Allowance(percent=25, minutes=10)
    assert deadline_of(Limits(time_limit=30), allowance, NOON) == NOON + minutes(47.5)


def test_the_deadline_is_never_after_the_quiz_closes_unless_the_student_has_a_later_moment():
    limits = Limits(time_limit=60, closes_at=NOON + minutes(30))
    assert deadline_of(limits, Allowance(percent=100), NOON) == NOON + minutes(30)
    assert deadline_of(limits, Allowance(closes_at=NOON + minutes(45)), NOON) == NOON + minutes(45)
    assert deadline_of(limits, Allowance(closes_at=NOON + minutes(5)), NOON) == NOON + minutes(30)


@given(LIMITS, ALLOWANCES, ALLOWANCES)
def test_more_allowance_never_means_an_earlier_deadline(limits, first, second):
    both = deadline_of(limits, first | second, NOON)
    for less in (NO_ALLOWANCE, first, second):
        one = deadline_of(limits, less, NOON)
        assert (one is None) == (both is None)
        assert one is None or both >= one


@given(LIMITS, st.lists(ALLOWANCES, min_size=1, max_size=6))
def test_a_deadline_never_shrinks_whatever_is_granted_changed_and_withdrawn(limits, steps):
    deadline = deadline_of(limits, NO_ALLOWANCE, NOON)
    for allowance in [*steps, NO_ALLOWANCE]:
        moved = never_earlier(deadline, deadline_of(limits, allowance, NOON))
        assert (moved is None) == (deadline is None)
        assert moved is None or moved >= deadline
        deadline = moved
    assert extra_time(limits, NOON, deadline) >= timedelta(0)


# Granting


@pytest.mark.django_db
def test_an_attempt_begun_after_the_grant_has_the_extra_time(make_quiz, give_seat, grant, sit):
    quiz = make_quiz(time_limit=20)
    seat = give_seat(quiz)
    grant(seat, percent=25)
    assert sit(quiz, seat.student).deadline == NOON + minutes(25)


@pytest.mark.django_db
def test_extra_time_granted_in_mid_attempt_moves_its_deadline_at_once(make_quiz, sit, grant):
    attempt = sit(make_quiz(time_limit=20))
    grant(attempt, attempt.quiz, at=NOON + minutes(10), minutes=15)
    attempt.refresh_from_db()
    assert attempt.deadline == NOON + minutes(35)
    record = AuditRecord.objects.get(action="attempt.deadline")
    assert (record.from_value, record.to_value) == (
        (NOON + minutes(20)).isoformat(),
        (NOON + minutes(35)).isoformat(),
    )


@pytest.mark.django_db
def test_an_answer_in_the_extra_time_is_saved(make_quiz, sit, grant):
    attempt = sit(make_quiz(time_limit=20))
    grant(attempt, minutes=15)
    save(attempt, 1, option(attempt, 1, "Familiar pain"), at=NOON + minutes(34))
    assert attempt.responses.get(item=1).answered


@pytest.mark.django_db
def test_time_that_is_up_stays_up(make_quiz, sit, grant):
    attempt = sit(make_quiz(time_limit=20))
    grant(attempt, at=NOON + minutes(21), minutes=15)
    attempt.refresh_from_db()
    assert attempt.deadline == NOON + minutes(20)


@pytest.mark.django_db
def test_another_students_attempt_and_another_quiz_keep_their_deadline(make_quiz, sit, grant):
    quiz, other = make_quiz(time_limit=20), make_quiz(time_limit=20)
    mine, neighbour = sit(quiz), sit(quiz)
    elsewhere = sit(other)
    grant(mine, quiz, minutes=15)
    for attempt in (neighbour, elsewhere):
        attempt.refresh_from_db()
        assert attempt.deadline == NOON + minutes(20)


@pytest.mark.django_db
def test_a_withdrawal_in_mid_attempt_takes_nothing_away_but_the_next_attempt_has_the_plain_time(make_quiz, sit, grant):
    attempt = sit(make_quiz(time_limit=20))
    withdraw(grant(attempt, minutes=15))
    attempt.refresh_from_db()
    assert attempt.deadline == NOON + minutes(35)
    hand_in(attempt)
    assert sit(attempt.quiz, student_of(attempt)).deadline == NOON + minutes(20)


@pytest.mark.django_db
def test_a_change_to_less_takes_nothing_from_the_attempt_that_runs(make_quiz, sit, grant):
    attempt = sit(make_quiz(time_limit=20))
    accommodation = grant(attempt, minutes=15)
    for figures, ends in (({"minutes": 5}, 35), ({"minutes": 30}, 50)):
        change(accommodation, **figures)
        attempt.refresh_from_db()
        assert attempt.deadline == NOON + minutes(ends)


@pytest.mark.django_db
def test_an_attempt_keeps_counting_from_the_limit_that_it_began_under(make_quiz, sit, grant):
    attempt = sit(make_quiz(time_limit=20))
    quiz = attempt.quiz
    quiz.time_limit = 100
    quiz.save_revision().publish()
    grant(attempt, percent=50)
    attempt.refresh_from_db()
    assert attempt.deadline == NOON + minutes(30)


@pytest.mark.django_db
def test_what_holds_for_all_quizzes_and_for_one_are_not_added_up(make_quiz, give_seat, grant, sit):
    quiz = make_quiz(time_limit=20)
    seat = give_seat(quiz)
    grant(seat, minutes=10)
    grant(seat, quiz, minutes=15)
    assert sit(quiz, seat.student).deadline == NOON + minutes(35)


@pytest.mark.django_db
def test_every_act_is_audited_with_who_and_why(make_quiz, give_seat, grant):
    accommodation = grant(give_seat(make_quiz()), minutes=10)
    change(accommodation, minutes=20)
    change(accommodation, minutes=20)
    withdraw(accommodation)
    withdraw(accommodation)
    records = AuditRecord.objects.filter(action__startswith="accommodation.").order_by("pk")
    assert list(records.values_list("action", "from_value", "to_value", "reason")) == [
        ("accommodation.grant", "", "10 more minutes", "Dyslexia"),
        ("accommodation.change", "10 more minutes", "20 more minutes", "Asked again"),
        ("accommodation.withdraw", "20 more minutes", "", "By mistake"),
    ]
    assert {record.actor for record in records} == {accommodation.granted_by}


@pytest.mark.django_db
@pytest.mark.parametrize("figures", [{}, {"closes_at": NOON}])
def test_what_gives_nothing_and_a_closing_moment_for_all_quizzes_are_refused(make_quiz, give_seat, grant, figures):
    with pytest.raises(NotGranted):
        grant(give_seat(make_quiz()), **figures)


@pytest.mark.django_db
@pytest.mark.parametrize("for_one", [True, False])
def test_a_second_accommodation_for_the_same_is_refused_also_by_the_database(make_quiz, give_seat, grant, for_one):
    quiz = make_quiz()
    seat = give_seat(quiz)
    first = grant(seat, quiz if for_one else None, minutes=5)
    with pytest.raises(NotGranted):
        grant(seat, quiz if for_one else None, minutes=10)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.django_db
def test_what_was_withdrawn_is_not_changed_but_granted_anew(make_quiz, give_seat, grant):
    quiz = make_quiz()
    seat = give_seat(quiz)
    first = withdraw(grant(seat, quiz, minutes=5))
    with pytest.raises(NotGranted):
        change(first, minutes=10)
    assert grant(seat, quiz, minutes=10).is_in_force


# Attempts and the window


@pytest.mark.django_db
def test_an_extra_attempt_opens_one_more_and_no_second_tab_gets_another(make_quiz, sit, grant):
    quiz = make_quiz(attempt_limit=1)
    first = hand_in(sit(quiz))
    student = student_of(first)
    assert refusal(lambda: sit(quiz, student)) is Refusal.NO_ATTEMPTS_LEFT
    grant(first, quiz, attempts=1)
    second, same = sit(quiz, student), sit(quiz, student)
    assert (second.number, second) == (2, same)
    hand_in(second)
    assert refusal(lambda: sit(quiz, student)) is Refusal.NO_ATTEMPTS_LEFT


@pytest.mark.django_db
def test_while_an_extra_attempt_is_open_the_answers_stay_hidden(make_quiz, sit, grant, client):
    quiz = make_quiz(attempt_limit=1, feedback="after_last")
    attempt = hand_in(sit(quiz))
    client.force_login(student_of(attempt))
    url = reverse("attempt_review", args=[attempt.token])
    assert "Familiar pain makes it active" in client.get(url).content.decode()
    grant(attempt, attempts=1)
    assert "Familiar pain makes it active" not in client.get(url).content.decode()


@pytest.mark.django_db
def test_the_window_lets_nobody_start_before_it_opens_or_from_when_it_closes(make_quiz, give_seat, sit):
    quiz = make_quiz(opens_at=NOON, closes_at=NOON + minutes(60))
    student = give_seat(quiz).student
    assert refusal(lambda: sit(quiz, student, NOON - minutes(1))) is Refusal.NOT_OPEN
    assert refusal(lambda: sit(quiz, student, NOON + minutes(60))) is Refusal.CLOSED
    assert sit(quiz, student, NOON).is_running


@pytest.mark.django_db
def test_a_running_attempt_is_cut_when_the_quiz_closes(make_quiz, sit):
    quiz = make_quiz(time_limit=45, closes_at=NOON + minutes(60))
    attempt = sit(quiz, at=NOON + minutes(30))
    assert attempt.deadline == NOON + minutes(60)
    attempts.close_abandoned(at=NOON + minutes(61))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.ended_by) == ("marked", "deadline")


@pytest.mark.django_db
def test_a_student_with_a_later_closing_moment_starts_when_the_quiz_has_closed_for_others(
    make_quiz, give_seat, grant, sit
):
    quiz = make_quiz(closes_at=NOON)
    student, other = give_seat(quiz), give_seat(quiz)
    grant(student, quiz, closes_at=NOON + minutes(60))
    assert sit(quiz, student.student, NOON + minutes(5)).deadline == NOON + minutes(60)
    assert refusal(lambda: sit(quiz, other.student, NOON + minutes(5))) is Refusal.CLOSED


# What the student sees


@pytest.mark.django_db
def test_the_door_says_the_students_own_figures(make_quiz, give_seat, grant, client):
    quiz = make_quiz(time_limit=20, attempt_limit=2, closes_at=timezone.now() + minutes(600))
    seat = give_seat(quiz)
    grant(seat, quiz, percent=50, attempts=1, closes_at=quiz.closes_at + timedelta(days=1))
    client.force_login(seat.student)
    html = client.get(quiz.get_url()).content.decode()
    for words in ("30 minutes from the start", "your extra time: 10 minutes", "3 of 3 left", "your own closing time"):
        assert words in html
    assert "Dyslexia" not in html


@pytest.mark.django_db
def test_a_closed_quiz_says_so_and_has_no_button(make_quiz, give_seat, client):
    quiz = make_quiz(closes_at=timezone.now() - minutes(1))
    client.force_login(give_seat(quiz).student)
    html = client.get(quiz.get_url()).content.decode()
    assert "No attempt can be started any more" in html
    assert reverse("attempt_start", args=[quiz.pk]) not in html


@pytest.mark.django_db
def test_the_sitting_shows_the_extra_time_and_the_clock_hears_of_it(make_quiz, sit_now, grant, client):
    attempt = sit_now(make_quiz(time_limit=20))
    client.force_login(student_of(attempt))
    page, clock = (reverse(name, args=[attempt.token]) for name in ("attempt", "attempt_time"))
    assert "Your extra time: 15 minutes" not in client.get(page).content.decode()
    assert client.get(clock).json()["seconds"] <= 20 * 60
    grant(attempt, at=timezone.now(), minutes=15)
    assert "Your extra time: 15 minutes" in client.get(page).content.decode()
    told = client.get(clock).json()
    assert 34 * 60 < told["seconds"] <= 35 * 60
    assert told["extra"] == "15 minutes"


@pytest.mark.django_db
def test_a_save_tells_the_script_the_new_time(make_quiz, sit_now, grant, client):
    attempt = sit_now(make_quiz(time_limit=20))
    client.force_login(student_of(attempt))
    grant(attempt, at=timezone.now(), minutes=15)
    body = {"seq": 1, "fields": {"answer": [option(attempt, 1, "Familiar pain")]}}
    saved = client.put(reverse("attempt_answer", args=[attempt.token, 1]), body, content_type="application/json")
    assert int(saved["Attempt-Seconds-Left"]) > 34 * 60


@pytest.mark.django_db
def test_the_clock_of_an_ended_attempt_stands_at_nothing_and_of_one_without_a_limit_says_nothing(
    make_quiz, sit_now, client
):
    attempt = sit_now(make_quiz())
    client.force_login(student_of(attempt))
    url = reverse("attempt_time", args=[attempt.token])
    assert client.get(url).json() == {"seconds": None, "extra": ""}
    hand_in(attempt, timezone.now())
    assert client.get(url).json()["seconds"] == 0


# Staff


@pytest.fixture
def assessor(make_user, client, no_second_factor):
    """Sign in an assessor."""
    user = make_user(is_staff=True)
    user.groups.add(Group.objects.get(name="assessor"))
    client.force_login(user)
    return user


def filled(**fields) -> dict:
    return {"extra_percent": "", "extra_minutes": "", "extra_attempts": "", "closes_at": "", "reason": "Asked"} | fields


@pytest.mark.django_db
def test_an_assessor_grants_changes_and_withdraws(assessor, client, make_quiz, sit_now):
    attempt = sit_now(make_quiz(time_limit=20))
    grant_url = reverse("accommodations_staff:grant", args=[attempt.enrolment_id])
    assert client.get(f"{grant_url}?quiz={attempt.quiz_id}").context["form"].initial["quiz"] == str(attempt.quiz_id)
    client.post(grant_url, filled(quiz=attempt.quiz_id, extra_minutes="15"))
    accommodation = Accommodation.objects.get()
    assert (accommodation.granted_by, accommodation.extra_minutes) == (assessor, 15)
    client.post(reverse("accommodations_staff:change", args=[accommodation.pk]), filled(extra_minutes="30"))
    attempt.refresh_from_db()
    assert attempt.deadline == attempt.started_at + minutes(50)
    client.post(reverse("accommodations_staff:withdraw", args=[accommodation.pk]), {"reason": "Mistake"})
    page = client.get(reverse("accommodations_staff:inspect", args=[accommodation.pk])).content.decode()
    assert "accommodation.withdraw" in page
    assert not Accommodation.objects.in_force().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"extra_minutes": "5", "reason": ""}, {}, {"extra_percent": "300"}, {"closes_at": "2026-03-04 12:00"}]
)
def test_what_cannot_be_granted_is_said_in_the_form(assessor, client, make_quiz, give_seat, wrong):
    url = reverse("accommodations_staff:grant", args=[give_seat(make_quiz()).pk])
    assert client.post(url, filled(**wrong)).context["form"].errors
    assert not Accommodation.objects.exists()


@pytest.mark.django_db
def test_a_second_grant_for_the_same_is_said_in_the_form(assessor, client, make_quiz, give_seat, grant):
    seat = give_seat(make_quiz())
    grant(seat, minutes=5)
    response = client.post(reverse("accommodations_staff:grant", args=[seat.pk]), filled(extra_minutes="9"))
    assert "Another accommodation is in force" in response.content.decode()


@pytest.mark.django_db
def test_only_quizzes_of_the_students_course_are_offered(assessor, client, make_quiz, make_course, give_seat):
    quiz, other = make_quiz(), make_quiz(course=make_course(lessons=1))
    form = client.get(reverse("accommodations_staff:grant", args=[give_seat(quiz).pk])).context["form"]
    assert (quiz in form.fields["quiz"].queryset, other in form.fields["quiz"].queryset) == (True, False)


@pytest.mark.django_db
def test_the_list_is_searched_by_student_and_by_quiz_in_a_constant_number_of_queries(
    assessor, client, make_quiz, give_seat, grant
):
    quiz, counts, url = make_quiz(title="Necks"), [], reverse("accommodations_staff:index")
    for size in (2, 2, 12):
        seats = [give_seat(quiz) for _seat in range(size)]
        for seat in seats:
            grant(seat, quiz, minutes=5)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[1] == counts[2]
    listed = [
        len(client.get(url, {"q": q}).context["page_obj"].object_list) for q in (seat.student.email, "Necks", "zzz")
    ]
    assert listed == [1, 16, 0]


@pytest.mark.django_db
def test_a_students_page_and_the_list_of_attempts_lead_to_the_grant(assessor, client, make_quiz, sit):
    attempt = sit(make_quiz())
    url = reverse("accommodations_staff:grant", args=[attempt.enrolment_id])
    assert url in client.get(reverse("students_staff:inspect", args=[attempt.enrolment_id])).content.decode()
    for page in (reverse("attempts:index"), reverse("attempts:inspect", args=[attempt.pk])):
        assert f"{url}?quiz={attempt.quiz_id}" in client.get(page).content.decode()

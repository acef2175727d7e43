"""The treatment log: written by students without names, signed off, sampled, complete."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditRecord
from courses.models import StepRecord
from quizzes.models import LogEntry
from quizzes.practice_rules import PracticeRefused, choose_sample, holds_an_address, is_pseudonym
from quizzes.services.assuring import assure_entry
from quizzes.services.log_signing import return_entries
from quizzes.services.log_writing import change_entry, withdraw_entry
from quizzes.services.sampling import draw_samples
from tests.quizzes.practising import ENTRY, LATER, NOON, build_log, build_staff, sign_off, submit, write_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def course(make_course):
    return make_course(lessons=1)


@pytest.fixture
def log(course):
    return build_log(course)


@pytest.fixture
def seat(course, make_user, enrol):
    return enrol(make_user(), course)


@pytest.fixture
def assessor(db):
    return build_staff("assessor")


@pytest.fixture
def iqa(db):
    return build_staff("iqa")


def completed_at(seat, log):
    record = StepRecord.objects.filter(enrolment=seat, step=log).first()
    return record and record.completed_at


def sampled(seat) -> list[LogEntry]:
    return list(LogEntry.objects.for_quality().filter(enrolment=seat))


@pytest.mark.parametrize("code", ["C-014", "heron 7", "Client 14", "Client A", "K", "client b-2", "Zoë-9"])
def test_a_code_is_a_pseudonym(code):
    assert is_pseudonym(code)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace",
        "Ada-Jane Lovelace",
        "Émile Zola",
        "Mr 14",
        "Mrs K",
        "ada@example.com",
        "07700 900123",
        "+44 7700900123",
        "C-014, knee",
        "",
        "-",
        "a code that is far too long to be one",
    ],
)
def test_what_looks_like_a_person_is_no_pseudonym(name):
    assert not is_pseudonym(name)


@pytest.mark.parametrize(
    ("text", "found"),
    [("Mail ada@example.com", True), ("Rang 020 7946 0000", True), ("Turned 0-70 degrees in 90 s", False)],
)
def test_addresses_are_found_in_prose(text, found):
    assert holds_an_address(text) is found


@pytest.mark.parametrize(("size", "percent", "wanted"), [(20, 10, 2), (21, 10, 3), (1, 10, 1), (5, 0, 0), (3, 100, 3)])
def test_a_sample_is_a_share_rounded_up(size, percent, wanted):
    assert len(choose_sample(range(size), percent=percent, seed="s")) == wanted


def test_a_sample_is_the_same_whoever_draws_it_and_another_for_another_seed():
    drawn = [choose_sample(range(100), percent=10, seed=seed) for seed in ("one", "one", "two")]
    assert (drawn[0] == drawn[1], drawn[0] == drawn[2]) == (True, False)


def test_a_larger_draw_keeps_to_the_order_of_a_smaller_one():
    assert choose_sample(range(50), percent=10, seed="s") < choose_sample(range(50), percent=30, seed="s")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"client": "Ada Lovelace"}, "never names"),
        ({"reflection": "Rang her on 07700 900123."}, "never names"),
        ({"date": date(2026, 3, 3)}, "future"),
        ({"minutes": 601}, "10 hours"),
    ],
)
def test_what_may_not_stand_in_a_log_is_refused(seat, log, values, words):
    with pytest.raises(PracticeRefused, match=words):
        write_entry(seat, log, **values)


def test_a_day_has_ten_hours_whatever_the_log(seat, log, course):
    write_entry(seat, build_log(course, slug="other"), minutes=400)
    write_entry(seat, log, minutes=200)
    with pytest.raises(PracticeRefused, match="10 hours"):
        write_entry(seat, log, minutes=5)


def test_changing_an_entry_does_not_count_it_twice(seat, log):
    entry = write_entry(seat, log, minutes=400)
    assert change_entry(student=seat.student, entry=entry, values=ENTRY | {"minutes": 500}, at=NOON).minutes == 500


def test_what_is_with_the_assessors_is_not_changed(seat, log):
    entry = write_entry(seat, log)
    submit(entry)
    with pytest.raises(PracticeRefused, match="with the assessors"):
        change_entry(student=seat.student, entry=entry, values=ENTRY, at=NOON)
    with pytest.raises(PracticeRefused, match="with the assessors"):
        withdraw_entry(student=seat.student, entry=entry, at=NOON)


def test_a_log_needs_an_open_seat(seat, log):
    seat.access = seat.Access.PAUSED
    seat.save()
    with pytest.raises(PracticeRefused, match="seat"):
        write_entry(seat, log)


def test_a_log_is_complete_as_of_the_last_sign_off_once_its_sample_is_confirmed(seat, log, assessor, iqa):
    sign_off(write_entry(seat, log), assessor=assessor)
    assert sampled(seat) == []
    sign_off(write_entry(seat, log), assessor=assessor, at=LATER)
    [chosen] = sampled(seat)
    assert completed_at(seat, log) is None
    assure_entry(entry=chosen, actor=iqa, confirmed=True, reason="", at=LATER + timedelta(days=3))
    assert completed_at(seat, log) == LATER


def test_a_log_of_which_nothing_is_sampled_is_complete_with_its_last_sign_off(seat, course, assessor):
    log = build_log(course, sample_percent=0)
    sign_off(write_entry(seat, log), write_entry(seat, log), assessor=assessor)
    assert completed_at(seat, log) == NOON


@pytest.mark.parametrize("wanted", [{"required_minutes": 121}, {"required_treatments": 3}])
def test_minutes_and_treatments_must_both_be_there(seat, course, assessor, wanted):
    log = build_log(course, sample_percent=0, **wanted)
    sign_off(write_entry(seat, log), write_entry(seat, log), assessor=assessor)
    assert completed_at(seat, log) is None


def test_an_entry_that_quality_assurance_returned_stops_counting_until_it_is_confirmed(seat, log, assessor, iqa):
    entries = [write_entry(seat, log) for _treatment in range(3)]
    sign_off(*entries, assessor=assessor)
    [chosen] = sampled(seat)
    returned = assure_entry(entry=chosen, actor=iqa, confirmed=False, reason="No re-test.", at=LATER)
    assert (returned.state, returned.comment) == ("returned", "No re-test.")
    assert completed_at(seat, log) is None
    sign_off(returned, assessor=assessor, at=LATER)
    assert returned in sampled(seat)
    for entry in sampled(seat):
        assure_entry(entry=entry, actor=iqa, confirmed=True, reason="", at=LATER)
    assert completed_at(seat, log) == LATER


def test_a_return_needs_a_reason(seat, log, assessor, iqa):
    sign_off(*[write_entry(seat, log) for _treatment in range(2)], assessor=assessor)
    with pytest.raises(PracticeRefused, match="why"):
        assure_entry(entry=sampled(seat)[0], actor=iqa, confirmed=False, reason=" ", at=LATER)


def test_whoever_signed_it_off_does_not_assure_it(seat, log, assessor):
    sign_off(*[write_entry(seat, log) for _treatment in range(2)], assessor=assessor)
    with pytest.raises(PracticeRefused, match="neither assessed"):
        assure_entry(entry=sampled(seat)[0], actor=assessor, confirmed=True, reason="", at=LATER)


def test_quality_assurance_draws_from_each_students_log_before_it_is_full(
    seat, log, assessor, course, make_user, enrol
):
    for one in (seat, enrol(make_user(), course)):
        sign_off(write_entry(one, log), assessor=assessor)
    assert (draw_samples(at=LATER), draw_samples(at=LATER)) == (2, 0)


def test_an_assessor_returns_with_a_comment(seat, log, assessor):
    entry = write_entry(seat, log)
    submit(entry)
    told = {"log": log, "enrolment": seat, "ids": [entry.pk], "assessor": assessor, "at": NOON}
    with pytest.raises(PracticeRefused, match="change"):
        return_entries(comment="", **told)
    assert return_entries(comment="Which points?", **told) == 1
    entry.refresh_from_db()
    assert (entry.state, entry.comment) == ("returned", "Which points?")


def test_nobody_signs_off_their_own_log(course, log, enrol, assessor):
    with pytest.raises(PracticeRefused, match="own log"):
        sign_off(write_entry(enrol(assessor, course), log), assessor=assessor)


def test_every_change_of_state_is_audited(seat, log, assessor):
    sign_off(write_entry(seat, log), assessor=assessor)
    told = AuditRecord.objects.filter(target_type="quizzes.logentry").order_by("pk")
    assert list(told.values_list("action", "from_value", "to_value")) == [
        ("log.add", "", "draft"),
        ("log.submit", "draft", "submitted"),
        ("log.sign_off", "submitted", "signed_off"),
    ]


def as_typed(**values) -> dict:
    return {name: str(value) for name, value in (ENTRY | {"date": timezone.localdate()} | values).items()}


def test_a_student_adds_an_entry_and_submits_it(seat, log, client):
    client.force_login(seat.student)
    response = client.post(reverse("log_add", args=[log.pk]), as_typed() | {"action": "submit"}, follow=True)
    assert "with the assessors" in response.content.decode()
    assert LogEntry.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("values", "words"),
    [({"client": "Ada Lovelace"}, "Pseudonyms only"), ({"minutes": 700}, "600"), ({"date": "2999-01-01"}, "future")],
)
def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(seat, log, client, values, words):
    client.force_login(seat.student)
    response = client.post(reverse("log_add", args=[log.pk]), as_typed(**values))
    assert (response.status_code, LogEntry.objects.count()) == (422, 0)
    assert words in response.content.decode()
    assert ENTRY["reflection"] in response.content.decode()


def test_a_student_changes_and_withdraws_a_draft(seat, log, client):
    entry = write_entry(seat, log)
    client.force_login(seat.student)
    client.post(reverse("log_entry", args=[entry.pk]), as_typed(minutes=45))
    entry.refresh_from_db()
    assert entry.minutes == 45
    client.post(reverse("log_withdraw", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.state == "withdrawn"


def test_a_student_submits_all_drafts_at_once(seat, log, client):
    for _treatment in range(2):
        write_entry(seat, log)
    client.force_login(seat.student)
    assert "Submit 2 drafts" in client.get(log.get_url()).content.decode()
    client.post(reverse("log_submit", args=[log.pk]))
    assert LogEntry.objects.submitted().count() == 2


def test_nobody_reads_or_changes_anybody_elses_entry(seat, log, course, client, make_user, enrol):
    entry = write_entry(seat, log)
    client.force_login(enrol(make_user(), course).student)
    assert client.get(reverse("log_entry", args=[entry.pk])).status_code == 404
    assert client.post(reverse("log_withdraw", args=[entry.pk])).status_code == 404


def test_a_long_log_takes_as_many_queries_as_a_short_one(seat, log, client):
    client.force_login(seat.student)
    client.get(log.get_url())
    counts = []
    for size in (1, 12):
        for number in range(size):
            write_entry(seat, log, minutes=10, client=f"C-{number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(log.get_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_assessor_signs_off_several_at_once_and_returns_one(seat, log, assessor, client):
    entries = [write_entry(seat, log, client=f"C-{number}") for number in range(3)]
    submit(*entries)
    client.force_login(assessor)
    assert str(seat.student) in client.get(reverse("practice_staff")).content.decode()
    address = reverse("practice_staff_log", args=[log.pk, seat.pk])
    assert client.post(address, {"action": "sign_off"}).status_code == 422
    client.post(address, {"action": "sign_off", "entries": [entries[0].pk, entries[1].pk]})
    refused = client.post(address, {"action": "return", "entries": [entries[2].pk]})
    assert "Say what the student should change" in refused.content.decode()
    client.post(address, {"action": "return", "entries": [entries[2].pk], "comment": "Which points?"})
    assert [LogEntry.objects.get(pk=entry.pk).state for entry in entries] == ["signed_off", "signed_off", "returned"]


def test_quality_assurance_decides_about_an_entry(seat, log, assessor, iqa, client):
    sign_off(*[write_entry(seat, log) for _treatment in range(2)], assessor=assessor)
    [chosen] = sampled(seat)
    client.force_login(iqa)
    assert str(seat.student) in client.get(reverse("practice_staff_quality")).content.decode()
    client.post(reverse("practice_staff_decide_entry", args=[chosen.pk]), {"confirmed": "yes"})
    assert completed_at(seat, log) == NOON


def test_a_long_queue_takes_as_many_queries_as_a_short_one(seat, log, assessor, client):
    client.force_login(assessor)
    address, counts = reverse("practice_staff_log", args=[log.pk, seat.pk]), []
    for size in (2, 2, 10):
        submit(*[write_entry(seat, log, minutes=10) for _treatment in range(size)])
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[1] == counts[2]

"""A practical: watched, written down, signed by both, looked at by quality assurance."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from accounts.models import AuditRecord
from courses.models import StepRecord
from quizzes.models import Evidence, Observation
from quizzes.practice_rules import PracticeRefused, outcome_of
from quizzes.services.assuring import assure_observation
from quizzes.services.evidence import add_evidence, check_evidence, remove_evidence
from quizzes.services.observing import save_notes, sign_observation, start_observation
from quizzes.services.sampling import draw_samples
from tests.quizzes.files import FILM, photograph
from tests.quizzes.practising import LATER, NOON, build_practical, build_staff, countersign, notes, observe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor", "own_media")]
PHOTO = photograph()


@pytest.fixture
def course(make_course):
    return make_course(lessons=1)


@pytest.fixture
def practical(course):
    return build_practical(course)


@pytest.fixture
def seat(course, make_user, enrol):
    return enrol(make_user(), course)


@pytest.fixture
def assessor(db):
    return build_staff("assessor")


@pytest.fixture
def iqa(db):
    return build_staff("iqa")


def photo(name="IMG_0001.jpg", content=PHOTO) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def is_done(seat, practical) -> bool:
    return StepRecord.objects.filter(enrolment=seat, step=practical, completed_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("verdicts", "critical", "outcome"),
    [
        (["met", "met"], False, "met"),
        (["met", "not_yet"], False, "not_yet"),
        (["met", "not_seen"], False, "not_yet"),
        (["met", "met"], True, "failed"),
        ([], False, "not_yet"),
    ],
)
def test_every_criterion_must_be_met_and_a_critical_failure_fails_the_whole(verdicts, critical, outcome):
    assert outcome_of(verdicts, critical_fail=critical) == outcome


def test_signed_by_both_with_all_met_the_step_is_complete_as_of_the_assessors_signature(seat, practical, assessor):
    signed = observe(seat, practical, assessor)
    assert not is_done(seat, practical)
    countersign(signed)
    record = StepRecord.objects.get(enrolment=seat, step=practical)
    assert record.completed_at == NOON


def test_something_not_yet_met_completes_nothing_and_may_be_tried_again(seat, practical, assessor):
    countersign(observe(seat, practical, assessor, notes("met", "not_yet", "met", feedback="Ask for the number.")))
    assert not is_done(seat, practical)
    countersign(observe(seat, practical, assessor))
    assert is_done(seat, practical)


def test_not_everything_met_needs_feedback(seat, practical, assessor):
    with pytest.raises(PracticeRefused, match="practise"):
        observe(seat, practical, assessor, notes("met", "not_yet", "met"))


def test_a_critical_criterion_not_met_fails_the_whole_and_needs_its_reason(seat, practical, assessor):
    told = {"feedback": "Ask before you touch."}
    with pytest.raises(PracticeRefused, match="critical"):
        observe(seat, practical, assessor, notes("not_yet", "met", "met", **told))
    signed = observe(seat, practical, assessor, notes("not_yet", "met", "met", critical_reason="No consent.", **told))
    assert (signed.critical_fail, signed.result) == (True, "failed")


def test_the_criteria_are_those_of_the_start(seat, practical, assessor):
    started = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    practical.criteria = [("criterion", {"text": "Something else", "critical": False})]
    practical.save()
    assert [one.text for one in started.criteria.all()] == ["Asks for consent", "Keeps within the number", "Re-tests"]


def test_starting_twice_gives_the_same_draft_and_another_assessor_waits(seat, practical, assessor):
    first, second = (
        start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON) for _tab in range(2)
    )
    assert first == second
    with pytest.raises(PracticeRefused, match="Another assessor"):
        start_observation(enrolment=seat, practical=practical, assessor=build_staff("assessor"), at=NOON)


def test_nobody_assesses_themselves(course, practical, enrol, assessor):
    with pytest.raises(PracticeRefused, match="themselves"):
        start_observation(enrolment=enrol(assessor, course), practical=practical, assessor=assessor, at=NOON)


def test_what_is_signed_is_not_changed(seat, practical, assessor):
    signed = observe(seat, practical, assessor)
    with pytest.raises(PracticeRefused, match="has been signed"):
        save_notes(observation=signed, assessor=assessor, notes=notes())
    with pytest.raises(PracticeRefused, match="has been signed"):
        sign_observation(observation=signed, assessor=assessor, name="Ada", at=LATER)


def test_every_change_of_state_is_audited(seat, practical, assessor, iqa):
    signed = countersign(observe(seat, practical, assessor))
    draw_samples(at=LATER, actor=iqa)
    assure_observation(observation=signed, actor=iqa, confirmed=False, reason="No date.", at=LATER)
    told = AuditRecord.objects.filter(target_type="quizzes.observation").order_by("pk")
    assert list(told.values_list("action", "from_value", "to_value", "reason")) == [
        ("observation.start", "", "draft", ""),
        ("observation.sign", "draft", "signed", ""),
        ("observation.countersign", "signed", "countersigned", ""),
        ("observation.sample", "countersigned", "sampled", ""),
        ("observation.return", "sampled", "returned", "No date."),
    ]


def test_a_sample_holds_at_least_one_of_each_student_and_is_drawn_once(seat, practical, assessor, iqa):
    for _time in range(3):
        countersign(observe(seat, practical, assessor))
    assert (draw_samples(at=LATER, actor=iqa), draw_samples(at=LATER, actor=iqa)) == (1, 0)
    assert Observation.objects.for_quality().count() == 1


def test_quality_assurance_is_for_somebody_else(seat, practical, assessor):
    signed = countersign(observe(seat, practical, assessor))
    draw_samples(at=LATER)
    with pytest.raises(PracticeRefused, match="neither assessed"):
        assure_observation(observation=signed, actor=assessor, confirmed=True, reason="", at=LATER)


@pytest.mark.parametrize(
    ("name", "content"),
    [("page.html", b"<script>"), ("photo.jpg", b"<script>alert(1)</script>"), ("film.mp4", PHOTO), ("x", PHOTO)],
)
def test_what_is_no_photograph_and_no_film_is_not_taken(name, content):
    with pytest.raises(ValidationError):
        check_evidence(photo(name, content))


def test_a_photograph_too_large_is_not_taken(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    with pytest.raises(ValidationError, match="up to"):
        check_evidence(photo())


def test_evidence_is_for_the_student_once_signed_the_assessor_and_quality_assurance(
    seat, practical, assessor, iqa, client, make_user
):
    draft = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    kept = add_evidence(observation=draft, assessor=assessor, file=photo(), at=NOON)
    people = {"student": seat.student, "assessor": assessor, "iqa": iqa, "stranger": make_user()}
    people["another assessor"] = build_staff("assessor")

    def seen() -> set[str]:
        return {name for name, person in people.items() if asks_for(client, person, kept)}

    assert seen() == {"assessor"}
    save_notes(observation=draft, assessor=assessor, notes=notes())
    sign_observation(observation=draft, assessor=assessor, name="Ada", at=NOON)
    assert seen() == {"student", "assessor", "iqa"}


def asks_for(client, person, kept: Evidence) -> bool:
    client.force_login(person)
    name = "practice_staff_evidence" if person.is_staff else "evidence"
    return client.get(reverse(name, args=[kept.token])).status_code == 200


def test_evidence_is_kept_under_a_name_that_tells_nothing_and_served_privately(seat, practical, assessor, client):
    draft = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    kept = add_evidence(observation=draft, assessor=assessor, file=photo("Jane Doe.jpg"), at=NOON)
    client.force_login(assessor)
    response = client.get(reverse("practice_staff_evidence", args=[kept.token]))
    assert "Jane" not in kept.file.name
    assert response["Cache-Control"].startswith("private")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


def test_a_photograph_of_a_practical_says_neither_where_it_was_taken_nor_whose_it_is(seat, practical, assessor):
    draft = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    kept = add_evidence(observation=draft, assessor=assessor, file=photo(), at=NOON)
    with kept.file.open() as file, Image.open(file) as picture:
        assert (picture.size, dict(picture.getexif())) == ((20, 40), {})


def test_a_film_is_sought_in(seat, practical, assessor, client):
    draft = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    kept = add_evidence(observation=draft, assessor=assessor, file=photo("film.mp4", FILM), at=NOON)
    client.force_login(assessor)
    response = client.get(reverse("practice_staff_evidence", args=[kept.token]), headers={"Range": "bytes=4-7"})
    assert (response.status_code, response.content) == (206, b"ftyp")


def test_evidence_taken_back_leaves_no_file(seat, practical, assessor, django_capture_on_commit_callbacks, tmp_path):
    draft = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    kept = add_evidence(observation=draft, assessor=assessor, file=photo(), at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=kept, assessor=assessor, at=NOON)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_student_reads_the_result_and_signs(seat, practical, assessor, client):
    signed = observe(seat, practical, assessor)
    client.force_login(seat.student)
    assert "Waits for your signature" in client.get(practical.get_url()).content.decode()
    address = reverse("observation", args=[signed.pk])
    assert client.post(address, {"name": "Sam Student"}).status_code == 422
    client.post(address, {"name": "Sam Student", "confirm": "on"})
    assert is_done(seat, practical)
    assert "Sam Student" in client.get(reverse("observation_record", args=[signed.pk])).content.decode()


def test_a_student_sees_neither_a_draft_nor_anybody_elses_observation(seat, practical, assessor, client, make_user):
    draft = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=NOON)
    client.force_login(seat.student)
    assert client.get(reverse("observation", args=[draft.pk])).status_code == 404
    save_notes(observation=draft, assessor=assessor, notes=notes())
    sign_observation(observation=draft, assessor=assessor, name="Ada", at=NOON)
    client.force_login(make_user())
    assert client.get(reverse("observation", args=[draft.pk])).status_code == 404


def written(**fields) -> dict[str, str]:
    """What the assessor's form posts: all met, unless told otherwise."""
    return {f"verdict-{number}": "met" for number in (1, 2, 3)} | {"feedback": "Well done."} | fields


@pytest.fixture
def draft(seat, practical, assessor, client):
    """A draft whose assessor is signed in."""
    client.force_login(assessor)
    client.post(reverse("practice_staff_practical", args=[practical.pk]), {"seat": seat.pk})
    return Observation.objects.get()


def test_an_assessor_writes_saves_and_signs_by_plain_posts(draft, client):
    address = reverse("practice_staff_observation", args=[draft.pk])
    client.post(address, written(**{"verdict-2": "not_yet", "feedback-2": "Ask again.", "evidence": photo()}))
    assert draft.criteria.get(number=2).feedback == "Ask again."
    assert draft.evidence.count() == 1
    client.post(address, written(action="sign", name="Ada Assessor", confirm="on"))
    draft.refresh_from_db()
    assert (draft.state, draft.assessor_name) == ("signed", "Ada Assessor")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "", "confirm": "on"}, "Type your name"),
        ({"name": "Ada"}, "Tick this to sign"),
        ({"name": "Ada", "confirm": "on", "verdict-1": "not_yet"}, "why it is critical"),
        ({"name": "Ada", "confirm": "on", "evidence": photo("page.jpg", b"<script>")}, "not of the type"),
        ({"name": "Ada", "confirm": "on", "evidence": photo("half.jpg", PHOTO[:80])}, "cannot be read"),
    ],
)
def test_a_refused_signature_keeps_what_was_typed(draft, client, fields, words):
    address = reverse("practice_staff_observation", args=[draft.pk])
    response = client.post(address, written(action="sign", feedback="Kept all the same.", **fields))
    draft.refresh_from_db()
    assert (response.status_code, draft.state, draft.feedback) == (422, "draft", "Kept all the same.")
    assert words in response.content.decode()
    assert "Kept all the same." in response.content.decode()


def test_quality_assurance_draws_looks_and_decides(seat, practical, assessor, iqa, client):
    signed = countersign(observe(seat, practical, assessor))
    client.force_login(iqa)
    client.post(reverse("practice_staff_quality"))
    assert str(seat.student) in client.get(reverse("practice_staff_quality")).content.decode()
    address = reverse("practice_staff_decide_observation", args=[signed.pk])
    assert client.post(address, {"confirmed": "no"}).status_code == 422
    client.post(address, {"confirmed": "yes"})
    signed.refresh_from_db()
    assert (signed.state, signed.iqa) == ("confirmed", iqa)


def test_quality_assurance_does_not_assess(draft, practical, iqa, client):
    client.force_login(iqa)
    home = reverse("wagtailadmin_home")
    assert client.get(reverse("practice_staff")).status_code == 200
    assert client.get(reverse("practice_staff_practical", args=[practical.pk])).url == home
    assert client.get(reverse("practice_staff_observation", args=[draft.pk])).url == home


def test_many_students_are_listed_in_as_many_queries_as_few(course, practical, assessor, client, make_user, enrol):
    client.force_login(assessor)
    address, counts = reverse("practice_staff_practical", args=[practical.pk]), []
    for size in (2, 2, 8):
        for _student in range(size):
            observe(enrol(make_user(), course), practical, assessor)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[1] == counts[2]

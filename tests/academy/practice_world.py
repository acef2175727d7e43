"""A practical and a treatment log of the enrolled student, watched and signed off by the assessor."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from courses.models import CoursePage, Enrolment
from courses.outline import forget_outline
from quizzes.models import LogEntry, Observation, QuizPage
from quizzes.services.evidence import add_evidence
from quizzes.services.log_writing import add_entry
from quizzes.services.observing import save_notes, sign_observation, start_observation
from tests.quizzes.files import photograph
from tests.quizzes.practising import ENTRY, build_log, build_practical, notes

STAFF = "staff/practice/"
Values = dict[str, str]


def build_practice(course: CoursePage, seat: Enrolment, assessor: User) -> tuple[dict[str, Values], dict[str, Values]]:
    """Return what stands in the places of addresses, by area and by case; both steps stand before the quiz."""
    at = timezone.now()
    practical, log = build_practical(course, required=False), build_log(course, required=False)
    for page in (practical, log):
        type(page).objects.get(pk=page.pk).move(QuizPage.objects.descendant_of(course).get(), pos="left")
    forget_outline(course.pk)
    practical.refresh_from_db()
    log.refresh_from_db()
    signed = _observation(seat, practical, assessor)
    kept = signed.evidence.get()
    draft = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=at)
    entry = add_entry(student=seat.student, log=log, values=ENTRY, at=at)
    waiting = _entry_at(entry, state="submitted", submitted_at=at)
    sampled = _entry_at(entry, state="signed_off", assessor=assessor, signed_off_at=at, sample="waiting")
    places = {"practical": {"pk": practical.pk}, "log": {"page_id": log.pk, "seat_id": seat.pk}}
    areas = {
        "practice/observations/": {"pk": signed.pk},
        "practice/evidence/": {"token": kept.token},
        "practice/log/": places["log"],
        "practice/log/entries/": {"pk": entry.pk},
        f"{STAFF}practicals/": places["practical"],
        f"{STAFF}observations/": {"pk": signed.pk},
        f"{STAFF}evidence/": {"token": kept.token},
        f"{STAFF}logs/": places["log"],
        f"{STAFF}quality/observations/": {"pk": _sampled(signed).pk},
        f"{STAFF}quality/entries/": {"pk": sampled.pk},
    }
    cases = {
        "a draft": {"pk": draft.pk},
        "handed to assessors": {"pk": waiting.pk},
        "practical": {"step": practical.slug},
        "log": {"step": log.slug},
    }
    return _as_text(areas), _as_text(cases)


def _as_text(places: dict[str, dict[str, object]]) -> dict[str, Values]:
    return {name: {key: str(value) for key, value in values.items()} for name, values in places.items()}


def _observation(seat: Enrolment, practical, assessor: User) -> Observation:
    at = timezone.now()
    started = start_observation(enrolment=seat, practical=practical, assessor=assessor, at=at)
    photo = SimpleUploadedFile("photo.jpg", photograph())
    add_evidence(observation=started, assessor=assessor, file=photo, at=at)
    save_notes(observation=started, assessor=assessor, notes=notes())
    return sign_observation(observation=started, assessor=assessor, name="Ada Assessor", at=at)


def _sampled(signed: Observation) -> Observation:
    values = {name: getattr(signed, name) for name in ("enrolment", "practical", "assessor", "started_at")}
    values |= {"assessor_signed_at": signed.assessor_signed_at, "learner_signed_at": signed.assessor_signed_at}
    return Observation.objects.create(state="sampled", **values)


def _entry_at(entry: LogEntry, **fields) -> LogEntry:
    copied = {name: getattr(entry, name) for name in ENTRY} | {"created_at": entry.created_at}
    return LogEntry.objects.create(enrolment=entry.enrolment, log=entry.log, **copied | fields)

"""Revision with cards, through the pages and the services: what comes, what counts, what is kept."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from content.models import BodyRegion, GlossaryTerm, Muscle
from courses.flashcards.collection import collect, learner_of
from courses.flashcards.reading import today_of
from courses.flashcards.scheduling import Phase, Rating, replayed
from courses.models import CardReport, CardReview, CardState, Enrolment, LessonPage
from courses.services.flashcards import (
    answer_card,
    as_answer,
    bring_back,
    bury_card,
    choose_cards,
    report_card,
    suspend_card,
    undo_answer,
)
from courses.services.progress import open_step
from tests.courses.places import lesson_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TERM = "term:taut-band"
#: What each page asks of the database: who it is, seats, choices, attempts, states, answers.
QUERIES = {"": 6, "study/": 6, "statistics/": 6, "settings/": 5}
SCRIPT = {"HX-Request": "true"}


def make_term(key="taut-band", **fields) -> GlossaryTerm:
    fields = {"term": key.replace("-", " "), "definition": f"What {key} means."} | fields
    return GlossaryTerm.objects.create(key=key, **fields)


def make_muscle(key="soleus", area="leg", refers=(), **fields) -> Muscle:
    fields = {"name": key.replace("_", " ").capitalize(), "layer": "deep", "origin": "Tibia"} | fields
    fields = {"insertion": "Calcaneus", "action": "Plantar-flexes the ankle", "innervation": "Tibial nerve"} | fields
    muscle = Muscle(key=key, body_area=area, referral_pattern="To the heel.", **fields)
    muscle.referral = list(refers)
    muscle.save()
    return muscle


@pytest.fixture
def student(make_user, make_course, enrol, client):
    """Somebody with a seat, signed in, who studies all areas."""
    person = make_user()
    enrol(person, make_course())
    client.force_login(person)
    choose_cards(student=person, follow_lessons=False)
    return person


def keys_of(student, at=NOON) -> set[str]:
    return set(collect(learner_of(student, at=at)).deck_by_key)


def answer(student, key=TERM, rating=Rating.GOOD, at=NOON, version=None):
    known = CardState.objects.filter(student=student, key=key).first()
    version = (known.version if known else 0) if version is None else version
    return answer_card(student=student, key=key, version=version, rating=rating, retention=Decimal("0.90"), at=at)


def state_of(student, key=TERM) -> CardState:
    return CardState.objects.get(student=student, key=key)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def post_answer(client, key=TERM, rating=3, version=0, headers=None, **more):
    sent = {"key": key, "rating": rating, "version": version, **more}
    return client.post("/learn/cards/answer/", sent, headers=headers)


# --- who may -----------------------------------------------------------------------------------------------


def test_somebody_without_a_course_reads_what_cards_are(make_user, home, client):
    client.force_login(make_user())
    assert "The cards open with your first course" in text_of(client.get("/learn/cards/"))


def test_a_paused_seat_opens_no_cards(make_user, make_course, enrol, client):
    person = make_user()
    enrol(person, make_course(), access=Enrolment.Access.PAUSED)
    client.force_login(person)
    assert post_answer(client).status_code == 403
    assert not CardState.objects.exists()


# --- what there is -----------------------------------------------------------------------------------------


def test_a_muscle_is_asked_one_fact_at_a_time(student):
    heel = BodyRegion.objects.create(key="heel", label="Heel", body_part="foot", view="back")
    make_muscle(refers=[heel])
    facts = {f"muscle:soleus:{fact}" for fact in ("origin", "insertion", "action", "innervation", "referral")}
    assert keys_of(student) == facts | {"region:heel:muscles"}


def test_a_muscle_is_not_asked_what_its_entry_does_not_say(student):
    make_muscle(origin="", insertion="")
    assert keys_of(student) == {"muscle:soleus:action", "muscle:soleus:innervation"}


def test_areas_appear_as_the_student_opens_lessons_that_name_a_muscle(student):
    make_muscle("soleus", "leg")
    make_muscle("masseter", "face")
    choose_cards(student=student, follow_lessons=True)
    seat = Enrolment.objects.get()
    lesson = lesson_of(seat.course)
    lesson.body = [("text", "<p>Feel for the soleus below the calf.</p>")]
    lesson.save_revision().publish()
    before = keys_of(student)
    open_step(enrolment=seat, step=lesson, at=NOON)
    assert before == set()
    assert {key.split(":")[1] for key in keys_of(student)} == {"soleus"}


def test_the_cards_of_a_lesson_come_once_it_was_opened(student):
    seat = Enrolment.objects.get()
    lesson = lesson_of(seat.course)
    lesson.body = [("flashcards", {"title": "Feels", "cards": [{"front": "Bone to bone", "back": "<p>Hard.</p>"}]})]
    lesson.save_revision().publish()
    before = keys_of(student)
    open_step(enrolment=seat, step=lesson, at=NOON)
    assert before == set()
    block = LessonPage.objects.get(pk=lesson.pk).body.raw_data[0]
    assert keys_of(student) == {f"lesson:{block['id']}/{block['value']['cards'][0]['id']}"}


def test_a_draft_is_no_card(student):
    make_term(live=False)
    assert keys_of(student) == set()


def test_a_corrected_entry_shows_corrected(student, client):
    term = make_term()
    client.get("/learn/cards/study/")
    term.definition = "The right meaning."
    term.save_revision().publish()
    assert "The right meaning." in text_of(client.get("/learn/cards/study/"))


def test_a_card_whose_source_vanished_is_skipped_and_its_history_kept(student, client):
    term = make_term()
    answer(student)
    term.unpublish()
    assert "Done for today" in text_of(client.get("/learn/cards/study/"))
    assert CardReview.objects.count() == 1


def test_a_deck_that_was_left_out_is_not_studied(student):
    make_term()
    choose_cards(student=student, left_out=["terms"])
    assert keys_of(student) == set()


# --- answering ---------------------------------------------------------------------------------------------


def test_an_answer_says_when_the_card_comes_again(student, client):
    make_term()
    response = post_answer(client, rating=Rating.EASY)
    assert response.url == "/learn/cards/study/"
    assert state_of(student).state == Phase.REVIEW
    assert state_of(student).due > timezone.now() + DAY


def test_the_buttons_say_when_the_card_would_come_again(student, client):
    make_term()
    text = text_of(client.get("/learn/cards/study/"))
    assert "in 1 min" in text and "in 10 min" in text and "in 8 days" in text


def test_a_double_click_counts_once(student, client):
    make_term()
    post_answer(client)
    post_answer(client)
    assert CardReview.objects.count() == 1


def test_a_second_window_that_comes_late_is_told_so(student, client):
    make_term()
    post_answer(client)
    assert "it counts once" in text_of(post_answer(client, headers=SCRIPT))


def test_the_script_gets_the_next_card_at_once(student, client):
    make_term()
    make_term("end-feel")
    response = post_answer(client, rating=Rating.EASY, headers=SCRIPT)
    assert "end feel" in text_of(response)
    assert "<html" not in text_of(response)


def test_a_card_that_does_not_exist_cannot_be_answered(student, client):
    post_answer(client, key="term:made-up")
    assert not CardState.objects.exists()


@pytest.mark.parametrize("sent", [{"rating": 5}, {"rating": ""}, {"version": -1}, {"key": ""}, {"shown": "x"}])
def test_an_answer_that_makes_no_sense_is_refused(student, client, sent):
    make_term()
    assert post_answer(client, **{"key": TERM, "rating": 3, "version": 0} | sent).status_code == 400
    assert not CardReview.objects.exists()


def test_the_time_taken_is_by_the_servers_clock_and_bounded(student, client):
    make_term()
    post_answer(client, shown=int((timezone.now() - timedelta(hours=3)).timestamp()))
    assert CardReview.objects.get().duration_ms == 600_000


def test_an_answer_is_written_once(student):
    make_term()
    review = answer(student)
    review.rating = Rating.AGAIN
    with pytest.raises(TypeError):
        review.save()


def test_replaying_the_answers_yields_the_stored_state(student):
    make_term()
    for days, rating in enumerate([3, 3, 3, 1, 3, 2, 4, 1, 1, 3]):
        answer(student, rating=rating, at=NOON + days * 3 * DAY)
    state = state_of(student)
    assert replayed(NOON, map(as_answer, state.reviews.standing())) == state.memory


# --- taking back -------------------------------------------------------------------------------------------


def test_undo_restores_the_state_before(student):
    make_term()
    answer(student, rating=Rating.EASY)
    before = state_of(student).memory
    review = answer(student, rating=Rating.AGAIN, at=NOON + 9 * DAY)
    undo_answer(student=student, review_id=review.pk, at=NOON + 9 * DAY)
    assert state_of(student).memory == before


def test_undo_of_the_first_answer_makes_the_card_new_again(student):
    make_term()
    undo_answer(student=student, review_id=answer(student).pk, at=NOON)
    assert today_of(learner_of(student, at=NOON)).new == [TERM]


def test_undo_pressed_twice_takes_one_answer_back(student):
    make_term()
    answer(student)
    second = answer(student, at=NOON + timedelta(minutes=10))
    for _press in range(2):
        undo_answer(student=student, review_id=second.pk, at=NOON + timedelta(minutes=11))
    assert CardReview.objects.standing().count() == 1
    assert state_of(student).reps == 1


def test_only_the_last_answer_to_a_card_can_be_taken_back(student):
    make_term()
    first = answer(student)
    answer(student, at=NOON + timedelta(minutes=10))
    assert undo_answer(student=student, review_id=first.pk, at=NOON) is None


def test_nobody_takes_back_somebody_elses_answer(student, make_user, make_course, enrol, client):
    make_term()
    review = answer(student)
    other = make_user()
    enrol(other, make_course())
    client.force_login(other)
    client.post("/learn/cards/undo/", {"review": review.pk})
    assert CardReview.objects.standing().count() == 1


def test_after_undo_the_same_card_is_asked_again(student, client):
    for key in ("alpha", "beta", "gamma"):
        make_term(key)
    post_answer(client, key="term:alpha", rating=4)
    response = client.post("/learn/cards/undo/", {"review": CardReview.objects.get().pk}, follow=True)
    assert "“alpha”" in text_of(response)


def test_an_answer_prepared_before_the_undo_does_not_count(student):
    make_term()
    review = answer(student)
    undo_answer(student=student, review_id=review.pk, at=NOON)
    assert answer(student, version=1) is None


# --- aside and wrong ---------------------------------------------------------------------------------------


def test_a_suspended_card_does_not_come_until_it_is_brought_back(student):
    make_term()
    suspend_card(student=student, key=TERM, at=NOON)
    gone = today_of(learner_of(student, at=NOON + DAY)).next_key()
    bring_back(student=student, key=TERM, at=NOON + DAY)
    assert (gone, today_of(learner_of(student, at=NOON + DAY)).next_key()) == ("", TERM)


def test_a_card_put_off_comes_on_the_next_day_at_four(student):
    make_term()
    bury_card(student=student, key=TERM, at=NOON)
    late, next_day = (datetime(2026, 3, 3, hour, 0, tzinfo=UTC) for hour in (3, 4))
    keys = [today_of(learner_of(student, at=at)).next_key() for at in (late, next_day)]
    assert keys == ["", TERM]


def test_a_suspended_card_is_listed_in_the_settings_and_brought_back_there(student, client):
    make_term()
    client.post("/learn/cards/aside/", {"key": TERM, "do": "suspend"})
    assert "Bring back" in text_of(client.get("/learn/cards/settings/"))
    client.post("/learn/cards/aside/", {"key": TERM, "do": "back"})
    assert not state_of(student).suspended


@pytest.fixture
def become_editor(make_user, client, settings):
    """Return a closure that signs an editor in."""
    settings.STAFF_MFA_REQUIRED = False

    def sign_in():
        editor = make_user(is_staff=True)
        editor.groups.add(Group.objects.get(name="editor"))
        client.force_login(editor)

    return sign_in


def test_a_report_reaches_the_editors_list(student, become_editor, client):
    make_term()
    client.post("/learn/cards/report/", {"key": TERM, "words": "A band is not a knot."})
    become_editor()
    assert "A band is not a knot." in text_of(client.get("/staff/card-reports/"))


def test_an_editor_reads_a_report_and_settles_it_once(student, become_editor, client):
    make_term()
    report = report_card(student=student, key=TERM, question="What?", words="Wrong.", at=NOON)
    become_editor()
    assert "Wrong." in text_of(client.get(f"/staff/card-reports/{report.pk}/"))
    client.post(f"/staff/card-reports/{report.pk}/settle/")
    first = CardReport.objects.get().settled_at
    client.post(f"/staff/card-reports/{report.pk}/settle/")
    assert first == CardReport.objects.get().settled_at is not None


def test_the_same_report_twice_is_one(student):
    for _press in range(2):
        report_card(student=student, key=TERM, question="What?", words="Wrong.", at=NOON)
    assert CardReport.objects.count() == 1


def test_a_report_without_words_says_so_at_the_field(student, client):
    make_term()
    response = client.post("/learn/cards/report/", {"key": TERM, "words": " "})
    assert response.status_code == 422
    assert "This field is required" in text_of(response)


# --- a day -------------------------------------------------------------------------------------------------


def test_no_more_new_cards_come_than_the_student_wants(student):
    for number in range(5):
        make_term(f"word-{number}")
    choose_cards(student=student, new_per_day=2)
    for number in range(2):
        answer(student, f"term:word-{number}", Rating.EASY)
    today = today_of(learner_of(student, at=NOON))
    assert (today.new_left, today.next_key()) == (0, "")


def test_what_was_learned_yesterday_leaves_room_for_new_cards_today(student):
    for number in range(5):
        make_term(f"word-{number}")
    choose_cards(student=student, new_per_day=2)
    for number in range(2):
        answer(student, f"term:word-{number}", Rating.EASY)
    assert len(today_of(learner_of(student, at=NOON + DAY)).new) == 2


def test_a_card_still_being_learned_comes_back_within_the_day(student):
    make_term()
    answer(student)
    waits, early = (today_of(learner_of(student, at=NOON + timedelta(minutes=minutes))) for minutes in (5, 11))
    assert early.next_key() == TERM
    assert waits.next_key() == TERM  # nothing else is left, so it may come a little early


def test_a_reload_shows_the_same_card(student, client):
    for number in range(5):
        make_term(f"word-{number}")
    pages = [client.get("/learn/cards/study/").context["card"].key for _visit in range(3)]
    assert len(set(pages)) == 1


def test_settings_are_kept(student, client):
    make_term()
    sent = {"areas": "lessons", "decks": [], "new_per_day": 7, "most_per_day": 60, "retention": 93}
    assert client.post("/learn/cards/settings/", sent).status_code == 302
    kept = learner_of(student, at=NOON).settings
    assert (kept.new_per_day, kept.most_per_day, kept.retention) == (7, 60, Decimal("0.93"))
    assert (kept.follow_lessons, kept.left_out) == (True, ["terms"])


@pytest.mark.parametrize("wrong", [{"retention": 99}, {"retention": 50}, {"new_per_day": 101}, {"areas": "moon"}])
def test_settings_out_of_bounds_are_refused_at_the_field(student, client, wrong):
    sent = {"areas": "all", "new_per_day": 7, "most_per_day": 60, "retention": 90} | wrong
    response = client.post("/learn/cards/settings/", sent)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(wrong)


def test_the_figures_count_what_was_known(student, client):
    make_term()
    at = timezone.now() - 20 * DAY
    answer(student, rating=Rating.EASY, at=at)
    answer(student, rating=Rating.GOOD, at=at + 9 * DAY)
    answer(student, rating=Rating.AGAIN, at=at + 19 * DAY)
    retention = client.get("/learn/cards/statistics/").context["retention"]
    assert (retention.asked, retention.known) == (2, 1)


def test_my_learning_counts_what_is_due(student, client):
    make_term()
    answer(student, rating=Rating.EASY, at=timezone.now() - 30 * DAY)
    assert "1 card is due today." in text_of(client.get("/learn/"))


def test_my_learning_leaves_out_cards_that_vanished(student, client):
    term = make_term()
    answer(student, rating=Rating.EASY, at=timezone.now() - 30 * DAY)
    term.unpublish()
    assert "due today" not in text_of(client.get("/learn/"))


@pytest.mark.parametrize("count", [10, 1000])
def test_a_card_takes_as_many_queries_with_ten_as_with_a_thousand(student, client, count, django_assert_num_queries):
    make_term()
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(key=f"w{number}", term=f"word {number}", definition="Meaning.") for number in range(count)
    )
    past = timezone.now() - DAY
    CardState.objects.bulk_create(
        CardState(student=student, key=f"term:w{number}", state=2, due=past, last_review=past, reps=1,
                  stability=3.0, difficulty=5.0)
        for number in range(count)
    )  # fmt: skip
    for page, number in QUERIES.items():
        client.get(f"/learn/cards/{page}")
        with django_assert_num_queries(number):
            assert client.get(f"/learn/cards/{page}").status_code == 200

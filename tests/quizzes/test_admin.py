"""The bank and the attempts in the Wagtail admin."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from quizzes.models import Attempt, Case, Question
from quizzes.services import bank
from tests.quizzes import data
from tests.quizzes.conftest import NOON, hand_in, save_right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def staff(make_user, client):
    """Return a closure that signs in a member of staff with the given permissions of this app."""

    def sign_in(*codenames: str):
        group = Group.objects.create(name="Test staff")
        wanted = Permission.objects.filter(codename__in=[*codenames, "access_admin"])
        group.permissions.set(wanted)
        user = make_user(is_staff=True)
        user.groups.add(group)
        client.force_login(user)
        return user

    return sign_in


EDITOR = ("add_question", "change_question", "publish_question", "add_case", "change_case", "publish_case")


def form(options, *, stem="<p>Which one?</p>", **answer) -> dict:
    """What the edit form posts for a single best answer."""
    items = [
        ({"text": text, "correct": "on" if right else "", "feedback": "", "fraction": ""}) for text, right in options
    ]
    block = {"options": streamfield_list(items), "scoring": "dichotomous"} | answer
    return nested_form_data(
        {
            "key": "written-here",
            "difficulty": "easy",
            "outcome": "",
            "tags": "",
            "stem": rich(stem),
            "rationale": rich(""),
            "references": rich(""),
            "answer": streamfield([("sba", block)]),
        }
    )


def rich(html: str) -> str:
    return rich_text(html, features=["bold", "italic", "ol", "ul", "superscript", "subscript", "link", "image"])


def streamfield_list(items) -> dict:
    fields = {str(n): {"value": value, "deleted": "", "order": str(n)} for n, value in enumerate(items)}
    return fields | {"count": str(len(items))}


def test_an_editor_writes_and_publishes_a_question(staff, client):
    staff(*EDITOR)
    url = reverse("wagtailsnippets_quizzes_question:add")
    client.post(url, form([("This", True), ("That", False)]) | {"action-publish": "1"})
    question = Question.objects.get(key="written-here")
    assert (question.live, question.type) == (True, "sba")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([("This", False), ("That", False)], "no option is marked as right"),
        ([("This", True), ("That", True)], "exactly one right option"),
        ([("This", True), ("this", False)], "Two options say the same"),
    ],
)
def test_a_question_that_could_not_be_marked_is_refused_at_the_field(staff, client, options, words):
    staff(*EDITOR)
    url = reverse("wagtailsnippets_quizzes_question:add")
    html = client.post(url, form(options) | {"action-publish": "1"}).content.decode()
    assert words in html
    assert not Question.objects.filter(live=True).exists()


def test_questions_are_filtered_by_type_and_tag(staff, client):
    staff(*EDITOR)
    bank.upsert_question(key="one", data=data.sba("one", tags=["jaw"]), at=NOON)
    bank.upsert_question(key="two", data=data.multiple("two", tags=["hip"]), at=NOON)
    url = reverse("wagtailsnippets_quizzes_question:list")
    found = client.get(url, {"type": "multiple", "tags__name": "hip"}).context["page_obj"].object_list
    assert [question.key for question in found] == ["two"]


def test_questions_are_found_by_the_words_of_their_stem(staff, client):
    staff(*EDITOR)
    bank.upsert_question(key="one", data=data.sba("one", stem="Where does masseter refer?"), at=NOON)
    bank.upsert_question(key="two", data=data.sba("two"), at=NOON)
    url = reverse("wagtailsnippets_quizzes_question:list")
    found = client.get(url, {"q": "masseter"}).context["page_obj"].object_list
    assert [question.key for question in found] == ["one"]


def test_a_question_says_where_it_is_used(make_user, client, make_quiz, django_capture_on_commit_callbacks):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    with django_capture_on_commit_callbacks(execute=True):
        make_quiz(questions=1)
    url = reverse("wagtailsnippets_quizzes_question:usage", args=[Question.objects.get().pk])
    assert "Check yourself" in client.get(url).content.decode()


@pytest.mark.parametrize("mode", ["answer", "review"])
def test_a_question_is_previewed_as_a_student_meets_it(mode):
    question = bank.upsert_question(key="one", data=data.sba("one"), at=NOON)
    html = question.make_preview_request(preview_mode=mode).render().content.decode()
    assert ("Familiar pain" in html, "separates active from latent" in html) == (True, mode == "review")


@pytest.mark.parametrize("mode", ["answer", "review"])
def test_a_case_is_previewed_with_all_its_stages(mode):
    loaded = bank.upsert_case(key="case", data=data.case(), at=NOON)
    html = loaded.make_preview_request(preview_mode=mode).render().content.decode()
    assert all(words in html for words in ("At first", "On the couch", "Afterwards", "Critical decision"))


def test_an_unfinished_question_can_be_previewed():
    assert "Add the answer part" in Question(stem="<p>?</p>").make_preview_request().render().content.decode()


def test_the_bank_lists_many_questions_in_as_many_queries_as_few(staff, client):
    staff(*EDITOR)
    url, counts = reverse("wagtailsnippets_quizzes_question:list"), []
    for size in (2, 2, 20):
        for n in range(size):
            bank.upsert_question(key=f"q{n}", data=data.sba(f"q{n}"), at=NOON)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_an_assessor_reads_a_students_answers(staff, client, make_quiz, sit):
    attempt = sit(make_quiz(questions=1))
    save_right(attempt, 1)
    hand_in(attempt)
    staff("view_attempt")
    html = client.get(reverse("attempts:inspect", args=[attempt.pk])).content.decode()
    assert all(words in html for words in (str(attempt.enrolment.student), "Your answer, right", "100 %"))


def test_attempts_are_listed_by_quiz(staff, client, make_quiz, make_course, sit):
    first, second = (sit(make_quiz(course=make_course(lessons=1))) for _quiz in range(2))
    staff("view_attempt")
    found = client.get(reverse("attempts:index"), {"quiz": second.quiz_id}).context["page_obj"].object_list
    assert (list(found), Attempt.objects.count()) == ([second], 2)
    assert first not in found


def test_attempts_are_listed_in_a_constant_number_of_queries(staff, client, make_quiz, sit):
    quiz, counts = make_quiz(), []
    staff("view_attempt")
    for size in (2, 2, 12):
        for _student in range(size):
            sit(quiz, at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("attempts:index"))
        counts.append(len(queries))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("codename", ["add_attempt", "change_attempt", "delete_attempt"])
def test_nobody_changes_an_attempt_by_hand(staff, client, make_quiz, sit, codename):
    attempt = sit(make_quiz())
    staff("view_attempt", codename)
    for name in ("edit", "delete"):
        client.post(reverse(f"attempts:{name}", args=[attempt.pk]))
    client.post(reverse("attempts:add"))
    assert list(Attempt.objects.values_list("state", flat=True)) == ["running"]


def test_an_editor_without_the_permission_sees_no_attempts(staff, client):
    staff(*EDITOR)
    assert client.get(reverse("attempts:index")).status_code == 302


def test_cases_are_listed(staff, client):
    staff(*EDITOR)
    bank.upsert_case(key="case", data=data.case(), at=NOON)
    response = client.get(reverse("wagtailsnippets_quizzes_case:list"))
    assert Case.objects.get().title in response.content.decode()


def test_the_preview_panel_may_frame_a_question(staff, client):
    staff(*EDITOR)
    question = bank.upsert_question(key="one", data=data.sba("one"), at=NOON)
    url = reverse("wagtailsnippets_quizzes_question:preview_on_edit", args=[question.pk])
    assert client.post(url, form([("This", True), ("That", False)])).json()["is_valid"]
    assert "frame-ancestors 'self'" in client.get(url)["Content-Security-Policy"]

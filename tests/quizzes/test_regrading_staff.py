"""Staff regrade a question: they choose, see what would happen, apply it, undo it, and decide about certificates."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditRecord
from certificates.models import Certificate
from certificates.services.decisions import revoke
from certificates.services.issuing import align
from courses.models import Enrolment, LessonPage
from courses.services.progress import complete_step
from quizzes.models import Attempt, Doubt, Question, Regrade
from quizzes.services.doubts import open_doubts
from quizzes.services.reconcile import reconcile
from tests.courses.changing import sign_in_as
from tests.quizzes.conftest import hand_in, option, save
from tests.quizzes.regrading import correct, old_revisions, regrade, rows, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def graduate(make_quiz, sit) -> Certificate:
    """Who passed by the old key, finished the course, and holds the certificate."""
    quiz = make_quiz(questions=2, pass_mark=60)
    attempt = sit(quiz)
    for item in (1, 2):
        save(attempt, item, option(attempt, item, "Familiar pain"))
    hand_in(attempt)
    for lesson in LessonPage.objects.descendant_of(quiz.course):
        complete_step(enrolment=attempt.enrolment, step=lesson, at=timezone.now())
    return align(enrolment=Enrolment.objects.get(), at=timezone.now())


def preview_url(question: Question, remedy: str) -> str:
    scope = "&".join(f"revision={revision}" for revision in old_revisions(question))
    return f"{reverse('regrades:preview', args=[question.pk])}?remedy={remedy}&{scope}"


def fingerprint(html: str) -> str:
    return re.search(r'name="fingerprint" value="(\w+)"', html)[1]


def test_the_page_of_a_question_offers_the_versions_with_the_old_key(client, graduate):
    sign_in_as(client, "assessor")
    page = client.get(reverse("regrades:choose", args=[correct().pk]))
    [choice] = page.context["form"]["revision"].field.choices
    assert "1 attempt is marked" in choice[1]
    assert page.context["form"]["revision"].initial == [choice[0]]


@pytest.mark.parametrize(
    ("place", "role"),
    [("list", "assessor"), ("inspect", "assessor"), ("usage", "administrator"), ("edit", "administrator")],
)
def test_the_bank_leads_to_regrading(client, graduate, place, role):
    sign_in_as(client, role)
    question = Question.objects.first()
    args = [] if place == "list" else [question.pk]
    html = client.get(reverse(f"wagtailsnippets_quizzes_question:{place}", args=args)).content.decode()
    assert reverse("regrades:choose", args=[question.pk]) in html


def test_a_preview_names_the_certificate_that_it_touches(client, graduate):
    sign_in_as(client, "assessor")
    html = client.get(preview_url(correct(), "new")).content.decode()
    assert graduate.code in html
    assert "From passed to failed" in html
    assert not Regrade.objects.exists()


def test_an_address_without_a_choice_leads_back_to_it(client, graduate):
    sign_in_as(client, "assessor")
    question = correct()
    answer = client.get(reverse("regrades:preview", args=[question.pk]))
    assert answer.url == reverse("regrades:choose", args=[question.pk])


def test_applying_needs_a_reason(client, graduate):
    sign_in_as(client, "assessor")
    url = preview_url(correct(), "new")
    told = fingerprint(client.get(url).content.decode())
    assert client.post(url, {"fingerprint": told, "reason": ""}).status_code == 200
    assert not Regrade.objects.exists()


def test_staff_apply_and_undo(client, graduate):
    actor = sign_in_as(client, "assessor")
    before, url = rows(), preview_url(correct(), "new")
    told = {"fingerprint": fingerprint(client.get(url).content.decode()), "reason": "The key was wrong."}
    answers = [client.post(url, told) for _tab in range(2)]
    act = Regrade.objects.get()
    assert [answer.url for answer in answers] == [reverse("regrades:inspect", args=[act.pk])] * 2
    assert (act.by, Attempt.objects.get().passed) == (actor, False)
    assert "From passed to failed" in client.get(answers[0].url).content.decode()
    client.post(reverse("regrades:undo", args=[act.pk]), {"reason": "It was right."})
    assert rows() == before


def test_a_preview_that_is_out_of_date_is_shown_again(client, graduate):
    actor = sign_in_as(client, "assessor")
    question = correct()
    url = preview_url(question, "new")
    told = {"fingerprint": fingerprint(client.get(url).content.decode()), "reason": "The key was wrong."}
    regrade(question, "drop", actor)
    assert client.post(url, told).url == url
    assert Regrade.objects.get().remedy == "drop"


def test_undoing_under_a_later_regrade_says_which(client, graduate):
    actor = sign_in_as(client, "assessor")
    first = regrade(correct("q1"), "new", actor)
    second = regrade(correct("q2"), "drop", actor)
    html = client.post(reverse("regrades:undo", args=[first.pk]), {"reason": "No."}).content.decode()
    assert str(second) in html


def test_a_touched_certificate_stays_and_waits_for_a_decision(client, graduate):
    actor = sign_in_as(client, "administrator")
    regrade(correct(), "new", actor)
    graduate.refresh_from_db()
    html = client.get(reverse("regrades:doubts")).content.decode()
    revoke_url = reverse("certificates_staff:decide", args=[graduate.pk, "revoke"])
    assert (graduate.state, graduate.code in html, revoke_url in html) == ("valid", True, True)
    assert "certificate to decide about" in client.get("/staff/").content.decode()


def test_keeping_a_certificate_is_written_down_with_its_reason(client, graduate):
    actor = sign_in_as(client, "administrator")
    regrade(correct(), "new", actor)
    doubt = Doubt.objects.get()
    client.post(reverse("regrades:keep", args=[doubt.pk]), {"reason": "She showed it in the practical."})
    kept = AuditRecord.objects.get(action="doubt.settle")
    assert (kept.actor, kept.to_value, kept.reason) == (actor, "kept", "She showed it in the practical.")
    assert open_doubts() == []


def test_a_certificate_that_was_revoked_is_off_the_list(client, graduate):
    actor = sign_in_as(client, "administrator")
    regrade(correct(), "new", actor)
    revoke(certificate=graduate, at=timezone.now(), reason="Not passed.", actor=actor)
    assert graduate.code not in client.get(reverse("regrades:doubts")).content.decode()
    reconcile(at=timezone.now())
    assert Doubt.objects.get().state == "revoked"


def test_undoing_settles_what_waited_for_a_decision(client, graduate, make_user):
    act = regrade(correct(), "new", make_user())
    undo(act, make_user())
    assert Doubt.objects.get().state == "settled"


def test_a_certificate_earned_by_a_regrade_waits_once_that_is_undone(make_quiz, sit, make_user):
    quiz = make_quiz(questions=2, pass_mark=60)
    attempt = sit(quiz)
    for item, text in ((1, "A twitch"), (2, "Familiar pain")):
        save(attempt, item, option(attempt, item, text))
    hand_in(attempt)
    for lesson in LessonPage.objects.descendant_of(quiz.course):
        complete_step(enrolment=attempt.enrolment, step=lesson, at=timezone.now())
    act = regrade(correct(), "new", make_user())
    certificate = align(enrolment=Enrolment.objects.get(), at=timezone.now())
    undo(act, make_user())
    certificate.refresh_from_db()
    assert (certificate.state, Doubt.objects.get().award) == ("valid", certificate.code)


def test_another_passed_attempt_keeps_a_certificate_out_of_doubt(graduate, sit, make_user):
    attempt = Attempt.objects.get()
    again = sit(attempt.quiz, attempt.enrolment.student)
    for item, text in ((1, "A twitch"), (2, "Familiar pain")):
        save(again, item, option(again, item, text))
    hand_in(again)
    regrade(correct(), "new", make_user())
    assert [one.passed for one in Attempt.objects.order_by("number")] == [False, True]
    assert not Doubt.objects.exists()


def test_a_finance_clerk_sees_none_of_it(client, graduate):
    sign_in_as(client, "finance")
    places = [reverse("regrades:index"), reverse("regrades:choose", args=[correct().pk]), reverse("regrades:doubts")]
    assert {client.get(place).status_code for place in places} == {302}


def test_the_list_of_regrades_is_filtered_by_remedy(client, graduate):
    actor = sign_in_as(client, "assessor")
    regrade(correct(), "new", actor)
    found = client.get(reverse("regrades:index"), {"remedy": "new"}).context["page_obj"].object_list
    assert [one.remedy for one in found] == ["new"]
    assert list(client.get(reverse("regrades:index"), {"remedy": "drop"}).context["page_obj"].object_list) == []


@pytest.mark.parametrize(
    ("remedy", "words", "marks"), [("drop", "no longer counts", "1 of 1"), ("full", "full marks", "2 of 2")]
)
def test_the_review_says_what_became_of_the_question(client, graduate, make_user, remedy, words, marks):
    regrade(correct(), remedy, make_user())
    attempt = Attempt.objects.get()
    client.force_login(attempt.enrolment.student)
    html = client.get(reverse("attempt_review", args=[attempt.token])).content.decode()
    assert words in html
    assert f"Marks: {marks}" in html

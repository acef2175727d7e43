"""Staff see what students were told of changes, who has confirmed, and remind the others."""

import csv
import io
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditRecord
from courses.models import EditNotice, NoticeReading
from courses.services.acknowledging import acknowledge
from courses.services.telling import tell_students
from tests.courses.changing import sign_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def notice(make_course, make_user):
    """A safety notice of two days ago that three students must read; the first has."""
    page = make_course().get_children().first().get_children().first()
    at = timezone.now() - timedelta(days=2)
    notice = EditNotice.objects.create(page=page, kind="safety", note="Press less.", at=at)
    readings = [
        NoticeReading.objects.create(notice=notice, student=make_user(f"{name}@example.com"), mailed_at=at)
        for name in ("ada", "bob", "cleo")
    ]
    acknowledge(reading=readings[0], at=timezone.now())
    return notice


def test_the_list_says_how_many_have_confirmed(client, notice):
    sign_in_as(client, "administrator")
    assert "1 of 3" in client.get(reverse("changes_staff:index")).content.decode()


def test_those_who_have_not_confirmed_can_be_listed(client, notice):
    sign_in_as(client, "assessor")
    html = client.get(reverse("changes_staff:readings", args=[notice.pk]), {"confirmed": "false"}).content.decode()
    assert ("ada@example.com" in html, "bob@example.com" in html) == (False, True)


def test_an_editor_does_not_see_students_names(client, notice):
    sign_in_as(client, "editor")
    assert client.get(reverse("changes_staff:readings", args=[notice.pk])).status_code == 302


def test_a_name_that_begins_a_formula_is_text_in_the_exported_table(client, notice, make_user):
    trickster = make_user(legal_name="=HYPERLINK(1)")
    NoticeReading.objects.create(notice=notice, student=trickster)
    sign_in_as(client, "administrator")
    answer = client.get(reverse("changes_staff:readings", args=[notice.pk]), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]


def test_a_reminder_goes_to_those_who_have_not_confirmed(client, notice):
    actor = sign_in_as(client, "administrator")
    client.post(reverse("changes_staff:remind", args=[notice.pk]))
    tell_students(notice_id=notice.pk, at=timezone.now())
    assert sorted(to for letter in mail.outbox for to in letter.to) == ["bob@example.com", "cleo@example.com"]
    assert AuditRecord.objects.get(action="step.change.remind").actor == actor


def test_a_second_reminder_on_the_same_day_is_refused(client, notice):
    sign_in_as(client, "administrator")
    url = reverse("changes_staff:remind", args=[notice.pk])
    client.post(url)
    assert "less than a day old" in client.post(url, follow=True).content.decode()
    assert AuditRecord.objects.filter(action="step.change.remind").count() == 1


def test_an_assessor_sees_but_does_not_remind(client, notice):
    sign_in_as(client, "assessor")
    client.post(reverse("changes_staff:remind", args=[notice.pk]))
    assert AuditRecord.objects.filter(action="step.change.remind").count() == 0


@pytest.mark.parametrize("name", ["index", "readings"])
def test_the_lists_cost_the_same_however_long_they_are(name, client, notice, make_user, django_assert_max_num_queries):
    sign_in_as(client, "administrator")
    url = reverse(f"changes_staff:{name}", args=[] if name == "index" else [notice.pk])
    client.get(url)
    for number in range(8):
        other = EditNotice.objects.create(page=notice.page, kind="safety", note=f"{number}", at=timezone.now())
        NoticeReading.objects.create(notice=other, student=make_user())
        NoticeReading.objects.create(notice=notice, student=make_user())
    with django_assert_max_num_queries(20):
        client.get(url)

"""A page that a student's record stands on is not deleted."""

import pytest
from django.urls import reverse
from wagtail.models import Page


@pytest.fixture
def administrator(client, make_user, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def taken_course(make_course, make_user, enrol):
    course = make_course()
    enrol(make_user(), course)
    return course


def test_a_course_with_a_seat_stays_and_staff_are_told_why(administrator, taken_course):
    answer = administrator.post(reverse("wagtailadmin_pages:delete", args=[taken_course.pk]), follow=True)
    assert (Page.objects.filter(pk=taken_course.pk).exists(), b"Unpublish it instead" in answer.content) == (True, True)


def test_a_course_with_a_seat_stays_when_many_pages_are_deleted_at_once(administrator, taken_course):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    administrator.post(f"{address}?id={taken_course.pk}")
    assert Page.objects.filter(pk=taken_course.pk).exists()


def test_a_course_that_nobody_took_is_deleted(administrator, make_course):
    course = make_course()
    administrator.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))
    assert not Page.objects.filter(pk=course.pk).exists()

"""The catalogue and the sales page of a course."""

import json
import re

import pytest
from django.utils import timezone

from content.public import public_pages
from courses.models import CoursePage, Enrolment, Order
from courses.services.progress import complete_step
from tests.courses.places import lesson_of, lessons_of


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def change(course: CoursePage, **fields) -> CoursePage:
    """Publish a course with other values."""
    for name, value in fields.items():
        setattr(course, name, value)
    course.save_revision().publish()
    return course


@pytest.mark.parametrize("number", [1, 8])
def test_the_catalogue_takes_five_queries_however_many_courses(
    number, make_course, client, django_assert_max_num_queries, settings
):
    for _course in range(number):
        make_course(modules=2, lessons=3)
    for _visit in range(2):
        client.get("/courses/?unkept=1")
    with django_assert_max_num_queries(5):
        assert client.get("/courses/?unkept=1").status_code == 200


def test_the_catalogue_kept_for_everyone_takes_no_query(make_course, client, django_assert_num_queries):
    make_course()
    for _visit in range(3):
        client.get("/courses/")
    with django_assert_num_queries(0):
        assert client.get("/courses/").status_code == 200


@pytest.mark.parametrize(("modules", "lessons", "students"), [(1, 2, 0), (4, 6, 6)])
def test_a_course_takes_its_student_eight_queries_however_long_it_is(
    modules, lessons, students, make_course, make_user, enrol, client, django_assert_max_num_queries
):
    course, student = make_course(modules=modules, lessons=lessons), make_user()
    seat = enrol(student, course)
    for lesson in lessons_of(course)[1:]:
        complete_step(enrolment=seat, step=lesson, at=timezone.now())
    for _number in range(students):
        enrol(make_user(), course)
    client.force_login(student)
    for _visit in range(2):
        client.get(course.url)
    with django_assert_max_num_queries(8):
        assert client.get(course.url).status_code == 200


def test_the_sales_page_splits_each_modules_hours_into_theory_and_practice(make_course, client):
    course = make_course(modules=2, lessons=2)
    for minutes, practice, lesson in ((180, False, (1, 1)), (300, True, (1, 2))):
        page = lesson_of(course, *lesson)
        page.minutes, page.practice = minutes, practice
        page.save_revision().publish()
    assert "3 h theory · 5 h practice" in text_of(client.get(course.url))


def test_a_card_says_level_hours_and_price(make_course, client):
    make_course(level="Level 4", hours_theory=74, hours_practice=54, price_minor=129_500)
    text = text_of(client.get("/courses/"))
    assert all(words in text for words in ["Level 4", "128 hours", "54 of them practice", "£1,295"])


def test_a_course_that_is_not_live_is_not_in_the_catalogue(make_course, client):
    make_course(title="Hidden gem", live=False)
    assert "Hidden gem" not in text_of(client.get("/courses/"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"price_minor": 12_000, "vat_rate": 20}, "Includes 20% VAT (£20.00)."),
        ({"price_minor": 10_000, "vat_rate": 20, "price_includes_vat": False}, "£120"),
        ({"price_minor": 12_000, "vat_rate": 0}, "No VAT is charged."),
        ({"price_minor": 0}, "Join for free"),
        ({"price_minor": 1_050, "currency": "jpy"}, "¥1,050"),
        ({"on_sale": False}, "Not on sale at the moment."),
    ],
)
def test_the_price_is_said_with_every_cost(fields, words, make_course, client):
    assert words in text_of(client.get(make_course(**fields).url))


def test_the_sales_page_links_the_free_lesson_and_not_the_others(make_course, client):
    course = make_course(lessons=2)
    free, paid = lessons_of(course)
    free.free_preview = True
    free.save_revision().publish()
    text = text_of(client.get(course.url))
    assert f'href="{free.url}"' in text
    assert f'href="{paid.url}"' not in text


def test_someone_unknown_is_led_to_sign_up_and_back(make_course, client):
    course = make_course()
    assert f"/accounts/signup/?next={course.url}" in text_of(client.get(course.url))


def test_someone_signed_in_may_buy_by_a_form(make_course, make_user, client):
    course = make_course()
    client.force_login(make_user())
    assert f'<form method="post" action="/courses/{course.slug}/buy/">' in text_of(client.get(course.url))


def test_a_student_is_led_on_and_not_asked_to_buy(make_course, make_user, enrol, client):
    course, student = make_course(), make_user()
    enrol(student, course)
    client.force_login(student)
    text = text_of(client.get(course.url))
    assert f'href="{lesson_of(course).url}"' in text
    assert "/buy/" not in text


def test_a_student_whose_access_ended_may_buy_again(make_course, make_user, enrol, client):
    course, student = make_course(), make_user()
    enrol(student, course, access=Enrolment.Access.ENDED)
    client.force_login(student)
    text = text_of(client.get(course.url))
    assert "Your access has ended." in text
    assert "/buy/" in text


def test_someone_whose_payment_is_on_its_way_is_not_asked_to_pay_twice(make_course, make_user, client):
    course, student = make_course(), make_user()
    Order.objects.create(
        student=student,
        course=course,
        title=course.title,
        currency="gbp",
        total_minor=1,
        terms_version="1",
        state="processing",
        created_at=timezone.now(),
    )
    client.force_login(student)
    text = text_of(client.get(course.url))
    assert "Please do not pay twice." in text
    assert "/buy/" not in text


ROUTES = [
    ("route", {"label": "I hold a diploma", "answer": "eligible", "explanation": "Apply with a copy."}),
    ("route", {"label": "I have none", "answer": "direct", "explanation": "Take the longer way."}),
    ("route", {"label": "I am under 18", "answer": "not_yet", "explanation": "Come back later."}),
]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("1", "Yes, you can join this course."),
        ("2", "Start with the course that needs no foundation."),
        ("3", "Come back later."),
    ],
)
def test_the_eligibility_check_answers_plainly(asked, words, make_course, client):
    course = make_course(eligibility=ROUTES)
    assert words in text_of(client.get(course.url, {"route": asked}))


@pytest.mark.parametrize("asked", ["0", "4", "x", "<script>", ""])
def test_the_eligibility_check_does_not_answer_what_was_not_asked(asked, make_course, client):
    course = make_course(eligibility=ROUTES)
    text = text_of(client.get(course.url, {"route": asked}))
    assert "eligibility__answer" not in text


def test_the_eligibility_check_leads_to_the_course_without_a_foundation(make_course, client):
    longer = make_course(title="The longer way")
    course = make_course(eligibility=ROUTES, direct_course=longer)
    assert f'<a href="{longer.url}">The longer way</a>' in text_of(client.get(course.url, {"route": "2"}))


def test_search_engines_are_told_price_and_questions(make_course, client):
    faq = [("entry", {"question": "Do I need insurance?", "answer": "<p>Yes.</p>"})]
    course = change(make_course(price_minor=4_900), faq=faq, summary="Short.")
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(course.url).content.decode())
    things = {thing["@type"]: thing for thing in map(json.loads, blocks)}
    assert things["Course"]["offers"][0]["price"] == "49.00"
    assert things["FAQPage"]["mainEntity"][0]["name"] == "Do I need insurance?"


def test_a_price_below_what_a_card_can_pay_is_refused(make_course, client):
    course = make_course()
    course.price_minor = 5
    with pytest.raises(Exception, match="at least 30"):
        course.full_clean()


def test_a_module_may_not_take_the_shops_address(make_course):
    module = lesson_of(make_course()).get_parent().specific
    module.slug = "buy"
    with pytest.raises(Exception, match="used by the course itself"):
        module.full_clean()


def test_a_module_page_lists_its_steps(make_course, client):
    course = make_course()
    assert "Lesson 1.2" in text_of(client.get(f"{course.url}module-1/"))


def test_of_the_lessons_only_free_ones_are_listed_publicly(make_course):
    course = make_course()
    free = lesson_of(course)
    free.free_preview = True
    free.save_revision().publish()
    listed = public_pages().filter(pk__in=[lesson.pk for lesson in lessons_of(course)])
    assert [page.pk for page in listed] == [free.pk]

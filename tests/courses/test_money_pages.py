"""What a buyer sees: the button, the way back, their orders."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Order
from courses.money_rules import OrderState
from courses.order_words import WORDS
from courses.services.orders import place_order
from courses.services.sync import sync


@pytest.fixture
def student(make_user, client):
    student = make_user()
    client.force_login(student)
    return student


def buy_url(course):
    return f"/courses/{course.slug}/buy/"


def test_the_button_leads_to_the_checkout_page(student, make_course, client, stripe_world):
    answer = client.post(buy_url(make_course()))
    assert answer.status_code == 302
    assert answer.url.startswith(stripe_world.url + "/pay/")


def test_a_double_click_makes_one_order_and_one_session(student, make_course, client, stripe_world):
    course = make_course()
    first, second = (client.post(buy_url(course)) for _click in range(2))
    assert first.url == second.url
    assert Order.objects.count() == 1


def test_an_anonymous_visitor_signs_in_first(make_course, client):
    course = make_course()
    answer = client.post(buy_url(course))
    assert answer.url.startswith("/accounts/login/")
    assert not Order.objects.exists()


def test_who_comes_back_from_signing_in_sees_the_course(student, make_course, client):
    course = make_course()
    assert client.get(buy_url(course)).url == course.url


def test_buying_needs_the_form_of_our_own_page(make_user, make_course):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user())
    assert strict.post(buy_url(make_course())).status_code == 403


def test_a_course_that_does_not_exist_is_not_found(student, client, catalogue):
    assert client.post("/courses/nothing/buy/").status_code == 404


def test_without_stripe_the_order_is_kept_and_can_be_tried_again(student, make_course, client, stripe_world, settings):
    course = make_course()
    base, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:9"
    answer = client.post(buy_url(course))
    assert answer.status_code == 503
    assert b"Try again" in answer.content
    settings.STRIPE_API_BASE = base
    assert client.post(buy_url(course)).status_code == 302
    assert Order.objects.count() == 1


def test_a_student_with_a_seat_is_refused_plainly(student, make_course, client, enrol):
    course = make_course()
    enrol(student, course)
    answer = client.post(buy_url(course))
    assert answer.status_code == 409
    assert b"You have a seat in this course already" in answer.content


def test_too_many_tries_are_stopped(student, make_course, client, stripe_world):
    course = make_course()
    answers = [client.post(buy_url(course)).status_code for _click in range(11)]
    assert answers[-1] == 429


def test_a_free_course_is_entered_at_once(student, make_course, client, stripe_world):
    course = make_course(price_minor=0)
    answer = client.post(buy_url(course))
    assert answer.url == f"/orders/{Order.objects.get().reference}/"


@pytest.fixture
def order(student, make_course, stripe_world):
    return place_order(student=student, course=make_course(), at=timezone.now())


def test_the_way_back_shows_what_is_true_before_any_webhook(order, client, stripe_world):
    stripe_world.engine.pay(stripe_world.checkout(order))
    answer = client.get(f"/orders/{order.reference}/return/")
    assert str(WORDS[OrderState.CLEARED].heading) in answer.content.decode()


def test_a_payment_that_takes_days_is_not_called_a_failure(order, client, stripe_world):
    stripe_world.engine.pay_later(stripe_world.checkout(order))
    page = client.get(f"/orders/{order.reference}/return/").content.decode()
    assert "Your payment is on its way" in page
    assert "Go to payment" not in page


def test_the_way_back_without_stripe_shows_the_order_all_the_same(order, client, stripe_world, settings):
    stripe_world.checkout(order)
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    answer = client.get(f"/orders/{order.reference}/return/")
    assert answer.status_code == 200
    assert b"does not answer at the moment" in answer.content


@pytest.mark.parametrize("place", ["", "return/"])
def test_an_order_of_somebody_else_does_not_exist(order, make_user, client, place):
    client.force_login(make_user())
    assert client.get(f"/orders/{order.reference}/{place}").status_code == 404


@pytest.mark.parametrize("state", OrderState)
def test_every_state_of_an_order_can_be_shown(order, client, state):
    Order.objects.update(state=state)
    answer = client.get(f"/orders/{order.reference}/")
    assert answer.status_code == 200
    assert str(WORDS[state].heading) in answer.content.decode()


def test_the_list_of_orders_takes_the_same_number_of_queries_for_many(order, client, make_course):
    counts = []
    for _round in range(2):
        client.get("/orders/")  # what is cached site-wide is warm
        with CaptureQueriesContext(connection) as queries:
            client.get("/orders/")
        counts.append(len(queries))
        for _order in range(4):
            place_order(student=order.student, course=make_course(), at=timezone.now())
    assert counts[0] == counts[1]


def test_the_list_of_orders_is_kind_when_it_is_empty(student, client):
    assert b"No orders yet" in client.get("/orders/").content


def test_the_policy_lets_the_form_go_to_the_checkout_page(student, client, settings):
    policy = client.get("/orders/").headers["Content-Security-Policy"]
    assert settings.CHECKOUT_ORIGINS[0] in policy.split("form-action")[1].split(";")[0]


MAILS = {
    "processing": lambda engine, session: engine.pay_later(session),
    "awaiting_transfer": lambda engine, session: engine.await_transfer(session),
    "received": lambda engine, session: engine.pay(session),
}


@pytest.mark.parametrize("kind", MAILS)
def test_mails_are_plain_words_with_the_order_in_them(order, stripe_world, kind):
    MAILS[kind](stripe_world.engine, stripe_world.checkout(order))
    with stripe_world.capture(execute=True):
        sync(order=order, at=timezone.now())
    body = mail.outbox[0].body
    assert order.reference in body
    assert "{" not in body
    assert "&" not in body

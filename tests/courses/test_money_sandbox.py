"""The sandbox: refuses what Stripe refuses, and a buyer can do with it what the checkout page offers."""

import http.server
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
import stripe

from courses.sandbox.encoding import parse
from courses.sandbox.engine import Engine
from courses.sandbox.server import Server
from courses.sandbox.storage import Storage

PRICE = {"currency": "gbp", "unit_amount": 12_000, "product_data": {"name": "Shoulder"}}
SESSION = {
    "mode": "payment",
    "client_reference_id": "ORDER1",
    "line_items": [{"quantity": 1, "price_data": PRICE}],
    "metadata": {"order": "ORDER1"},
    "payment_intent_data": {"metadata": {"order": "ORDER1"}},
    "success_url": "http://testserver/thanks/?session={CHECKOUT_SESSION_ID}",
    "cancel_url": "http://testserver/back/",
}


class Receiver(http.server.BaseHTTPRequestHandler):
    """A webhook that answers with the next of ``answers`` and keeps what came."""

    answers: list[int] = []
    received: list[tuple[dict, str]] = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        type(self).received.append((dict(self.headers), body))
        self.send_response(type(self).answers.pop(0) if type(self).answers else 200)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def serve():
    """Return a closure that serves something in a thread until the test ends."""
    started = []

    def start(server):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture
def sandbox(serve):
    return serve(Server(Engine()))


@pytest.fixture
def api(sandbox):
    return stripe.StripeClient("sk_test_sandbox", base_addresses={"api": sandbox.url}, max_network_retries=0).v1


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args, **_more):
        return None


def ask(url, form=None, **headers):
    """Ask without following redirects; return status, address to go to, text."""
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(url, data, headers)
    try:
        with urllib.request.build_opener(NoRedirect).open(request) as answer:
            return answer.status, "", answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers.get("Location", ""), answer.read().decode()


def wait_for(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        threading.Event().wait(0.02)
    assert condition()


def test_the_real_library_opens_and_reads_a_session(api):
    made = api.checkout.sessions.create(SESSION)
    found = api.checkout.sessions.retrieve(made.id)
    assert (found.status, found.amount_total, found.metadata["order"]) == ("open", 12_000, "ORDER1")


@pytest.mark.parametrize(
    ("more", "param"),
    [
        ({"payment_method_types": ["card"]}, "payment_method_types"),
        ({"nonsense": "1"}, "nonsense"),
        (
            {"line_items": [{"quantity": 1, "price_data": PRICE | {"colour": "red"}}]},
            "line_items[0][price_data][colour]",
        ),
        ({"expires_at": 1}, "expires_at"),
        ({"mode": "subscription"}, "mode"),
    ],
)
def test_what_stripe_refuses_is_refused_by_name(api, more, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.checkout.sessions.create(SESSION | more)
    assert refused.value.param == param


def test_a_call_without_a_test_key_is_refused(sandbox):
    live = stripe.StripeClient("sk_live_x", base_addresses={"api": sandbox.url}, max_network_retries=0)
    with pytest.raises(stripe.AuthenticationError):
        live.v1.events.list()


def test_the_same_key_gives_the_same_session_and_other_parameters_a_conflict(api):
    key = {"idempotency_key": "order:1:attempt:1"}
    assert (
        api.checkout.sessions.create(SESSION, options=key).id == api.checkout.sessions.create(SESSION, options=key).id
    )
    with pytest.raises(stripe.IdempotencyError):
        api.checkout.sessions.create(SESSION | {"client_reference_id": "ORDER2"}, options=key)


def test_lists_come_in_pages(api, sandbox):
    session = api.checkout.sessions.create(SESSION)
    sandbox.engine.pay(session.id)
    charge = sandbox.engine.all("charge")[0]
    made = [sandbox.engine.refund(charge["id"], 10)["id"] for _time in range(7)]
    payment = {"payment_intent": charge["payment_intent"], "limit": 3}
    assert [found.id for found in api.refunds.list(payment).auto_paging_iter()] == made[::-1]


def test_nothing_that_is_not_there_is_found(api):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.refunds.retrieve("re_nothing")
    assert refused.value.code == "resource_missing"


def test_brackets_become_lists_and_objects():
    assert parse("a[0][b]=1&a[1][b]=2&c[d]=3&e=") == {"a": [{"b": "1"}, {"b": "2"}], "c": {"d": "3"}, "e": ""}


@pytest.mark.parametrize(
    ("choice", "status", "payment_status"),
    [
        ("pay", "complete", "paid"),
        ("later_good", "complete", "unpaid"),
        ("later_bad", "complete", "unpaid"),
        ("decline", "open", "unpaid"),
        ("abandon", "expired", "unpaid"),
    ],
)
def test_each_button_of_the_checkout_page_does_what_it_says(api, sandbox, choice, status, payment_status):
    session = api.checkout.sessions.create(SESSION)
    assert f'data-test="{choice}"' in ask(session.url)[2]
    assert ask(session.url, {"do": choice})[0] == 303
    after = api.checkout.sessions.retrieve(session.id)
    assert (after.status, after.payment_status) == (status, payment_status)


def test_after_paying_the_buyer_goes_back_with_the_session_in_the_address(api):
    session = api.checkout.sessions.create(SESSION)
    assert ask(session.url, {"do": "pay"})[1] == f"http://testserver/thanks/?session={session.id}"


def test_a_session_is_paid_only_once(api):
    session = api.checkout.sessions.create(SESSION)
    ask(session.url, {"do": "pay"})
    assert ask(session.url, {"do": "pay"})[0] == 400


@pytest.mark.parametrize("place", ["/panel/", "/pay/{}", "/nothing/"])
def test_every_page_says_that_no_money_moves(api, sandbox, place):
    session = api.checkout.sessions.create(SESSION)
    assert "Sandbox: no money moves" in ask(sandbox.url + place.format(session.id))[2]


def test_the_panel_settles_refunds_and_disputes(api, sandbox):
    session = api.checkout.sessions.create(SESSION)
    ask(session.url, {"do": "later_good"})
    payment = sandbox.engine.all("payment_intent")[0]
    ask(sandbox.url + "/panel/settle", {"payment": payment["id"], "do": "settle"})
    charge = sandbox.engine.all("charge")[0]
    ask(sandbox.url + "/panel/refund", {"charge": charge["id"], "amount": "500", "pending": "on", "do": "refund"})
    ask(sandbox.url + "/panel/dispute", {"charge": charge["id"], "do": "dispute"})
    page = ask(sandbox.url + "/panel/")[2]
    assert "Refund of 5.00 GBP" in page
    assert "needs response" in page
    assert 'data-order="ORDER1"' in page


def test_a_form_of_another_site_is_refused(sandbox):
    assert ask(sandbox.url + "/panel/controls", {}, Origin="http://evil.example")[0] == 403


def test_what_a_buyer_typed_is_not_markup_on_the_panel(api, sandbox):
    api.checkout.sessions.create(SESSION | {"client_reference_id": "<script>alert(1)</script>"})
    assert "<script>" not in ask(sandbox.url + "/panel/")[2]


def test_objects_survive_a_restart(tmp_path):
    file = tmp_path / "state.json"
    made = Engine(Storage(file)).add_customer({"email": "someone@example.com"})
    assert Engine(Storage(file)).get("customer", made["id"])["email"] == "someone@example.com"


def test_a_delayed_payment_settles_by_itself_if_asked():
    engine = Engine(settle_after=0.001)
    session = engine.open_session(SESSION, "http://127.0.0.1")
    engine.pay_later(session["id"])
    wait_for(lambda: engine.settle_due() or engine.get("checkout.session", session["id"])["payment_status"] == "paid")


@pytest.fixture
def deliveries(serve):
    """A sandbox that delivers to a receiver of this test."""
    Receiver.answers, Receiver.received = [], []
    receiver = serve(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver))
    server = Server(Engine(), webhook=f"http://127.0.0.1:{receiver.server_port}/", secret="whsec_test")
    server.deliveries.start()
    yield server.deliveries
    server.server_close()


def test_webhooks_carry_a_signature_that_the_real_library_accepts(deliveries):
    deliveries.engine.add_customer({"email": "someone@example.com"})
    wait_for(lambda: Receiver.received)
    headers, body = Receiver.received[0]
    event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], "whsec_test")
    assert event.type == "customer.created"


def test_a_receiver_that_is_down_gets_it_later(deliveries):
    Receiver.answers = [500]
    deliveries.engine.add_customer({})
    wait_for(lambda: len(Receiver.received) == 2 and not deliveries.waiting())


def test_deliveries_can_be_held_back_doubled_and_missigned(deliveries):
    deliveries.controls.paused = deliveries.controls.double = deliveries.controls.missign = True
    deliveries.engine.add_customer({})
    assert len(deliveries.waiting()) == 2
    deliveries.controls.paused = False
    wait_for(lambda: len(Receiver.received) >= 2)
    headers, body = Receiver.received[0]
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, headers["Stripe-Signature"], "whsec_test")


def test_a_thin_event_names_its_snapshot(deliveries):
    deliveries.controls.thin = True
    deliveries.engine.add_customer({})
    wait_for(lambda: len(Receiver.received) == 2)
    bodies = [json.loads(body) for _headers, body in Receiver.received]
    thin = next(body for body in bodies if body["object"] == "v2.core.event")
    assert thin["snapshot_event"] in {body["id"] for body in bodies}

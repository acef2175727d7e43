"""The table of money: hand-written rows, and properties that hypothesis attacks."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.money_ledger import chapter, ledger_entries
from courses.money_rules import EFFECTS, AccessEffect, CertificateEffect, OrderState, derive
from courses.money_truth import Charge, Dispute, FraudWarning, Ordered, Payment, Refund, Session, Truth

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
ORDERED = Ordered(12_000, "gbp", False)


def session(status="complete", paid="paid", payment="pi_1", amount=12_000, currency="gbp", livemode=False, name="cs_1"):
    return Session(name, status, paid, amount, currency, livemode, payment)


def payment(status="succeeded", charge="succeeded", name="pi_1", amount=12_000, currency="gbp", livemode=False, **more):
    charges = (Charge("ch_" + name, charge, amount, currency, AT),) if charge else ()
    return Payment(name, status, amount, currency, livemode, charges=charges, **more)


def refund(amount=12_000, status="succeeded", name="re_1", of="pi_1"):
    return Refund(name, of, status, amount, "gbp", AT)


def dispute(status, name="du_1", of="pi_1"):
    return Dispute(name, of, status, 12_000, "gbp", AT)


def paid(*refunds_and_disputes, warnings=()):
    return Truth(
        sessions=(session(),),
        payments=(payment(),),
        refunds=tuple(item for item in refunds_and_disputes if isinstance(item, Refund)),
        disputes=tuple(item for item in refunds_and_disputes if isinstance(item, Dispute)),
        warnings=warnings,
    )


def unpaid(*sessions, payments=()):
    return Truth(sessions=sessions, payments=tuple(payments))


DECLINED = payment(status="requires_payment_method", charge="failed")
TWICE = Truth(
    sessions=(session(), session(name="cs_2", payment="pi_2")), payments=(payment(), payment(name="pi_2"))
)  # fmt: skip

ROWS = [
    ("no session yet", Truth(), "pending"),
    ("session open", unpaid(session("open", "unpaid", "")), "pending"),
    ("card declined", unpaid(session("open", "unpaid"), payments=[DECLINED]), "pending"),
    ("session expired", unpaid(session("expired", "unpaid", "")), "expired"),
    ("expired after a declined card", unpaid(session("expired", "unpaid"), payments=[DECLINED]), "expired"),
    ("expired, then a new one", unpaid(session("expired", "unpaid", ""), session("open", "unpaid", "")), "pending"),
    ("debit processing", unpaid(session(paid="unpaid"), payments=[payment("processing", "pending")]), "processing"),
    (
        "bank transfer awaited",
        unpaid(session(paid="unpaid"), payments=[payment("requires_action", "", awaits_transfer=True)]),
        "awaiting_transfer",
    ),
    ("debit failed", unpaid(session(paid="unpaid"), payments=[DECLINED]), "failed"),
    ("cancelled", unpaid(session(paid="unpaid"), payments=[payment("canceled", "")]), "failed"),
    ("failed, then a new one", unpaid(session(paid="unpaid"), session("open", "unpaid", "", name="cs_2"),
                                     payments=[DECLINED]), "pending"),
    ("failed, the new one expired", unpaid(session(paid="unpaid"), session("expired", "unpaid", "", name="cs_2"),
                                          payments=[DECLINED]), "failed"),
    ("paid", paid(), "cleared"),
    ("paid although the session looks open", Truth((session("open", "unpaid"),), (payment(),)), "cleared"),
    ("part refunded", paid(refund(5_000)), "part_refunded"),
    ("part refund pending", paid(refund(5_000, "pending")), "part_refunded"),
    ("two part refunds make a whole", paid(refund(5_000), refund(7_000, name="re_2")), "refunded"),
    ("the second part pending", paid(refund(5_000), refund(7_000, "pending", "re_2")), "refund_pending"),
    ("full refund pending", paid(refund(status="pending")), "refund_pending"),
    ("refund needs the buyer", paid(refund(status="requires_action")), "refund_pending"),
    ("full refund", paid(refund()), "refunded"),
    ("refund failed", paid(refund(status="failed")), "cleared"),
    ("refund cancelled", paid(refund(status="canceled")), "cleared"),
    ("one refund failed, another arrived", paid(refund(status="failed"), refund(name="re_2")), "refunded"),
    ("early warning", paid(warnings=(FraudWarning("issfr_1", "pi_1", True),)), "inquiry"),
    ("early warning over", paid(warnings=(FraudWarning("issfr_1", "pi_1", False),)), "cleared"),
    ("inquiry", paid(dispute("warning_needs_response")), "inquiry"),
    ("inquiry under review", paid(dispute("warning_under_review")), "inquiry"),
    ("inquiry closed", paid(dispute("warning_closed")), "cleared"),
    ("dispute", paid(dispute("needs_response")), "disputed"),
    ("under review", paid(dispute("under_review")), "disputed"),
    ("appeal", paid(dispute("appeal_under_review")), "disputed"),
    ("won", paid(dispute("won")), "cleared"),
    ("lost", paid(dispute("lost")), "charged_back"),
    ("won one, lost another", paid(dispute("won"), dispute("lost", "du_2")), "charged_back"),
    ("won one, another open", paid(dispute("won"), dispute("needs_response", "du_2")), "disputed"),
    ("won after a part refund", paid(refund(5_000), dispute("won")), "part_refunded"),
    ("refunded under inquiry", paid(refund(), dispute("warning_closed")), "refunded"),
    ("a dispute of a kind we do not know", paid(dispute("prevented")), "needs_review"),
    ("a refund of a kind we do not know", paid(refund(status="teleported")), "needs_review"),
    ("another amount", Truth((session(),), (payment(amount=100),)), "needs_review"),
    ("another currency", Truth((session(),), (payment(currency="jpy"),)), "needs_review"),
    ("of the other mode", Truth((session(livemode=True),), (payment(livemode=True),)), "needs_review"),
    ("another amount on its way", unpaid(session(paid="unpaid", amount=1), payments=[payment("processing", "")]),
     "needs_review"),
    ("said to be free", unpaid(session(paid="no_payment_required", payment="")), "needs_review"),
    ("paid twice", TWICE, "needs_review"),
    ("paid twice, one refunded", Truth(TWICE.sessions, TWICE.payments, (refund(of="pi_2"),)), "cleared"),
    ("paid twice, one charged back", Truth(TWICE.sessions, TWICE.payments, (), (dispute("lost", of="pi_2"),)),
     "cleared"),
    ("paid twice, both refunded", Truth(TWICE.sessions, TWICE.payments, (refund(), refund(of="pi_2", name="re_2"))),
     "refunded"),
]  # fmt: skip


@pytest.mark.parametrize(("truth", "state"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_table(truth, state):
    assert derive(truth, ORDERED) == state


def test_a_free_order_is_cleared_without_any_payment():
    assert derive(Truth(), Ordered(0, "gbp", False)) == OrderState.CLEARED


def test_currency_is_compared_in_any_case():
    assert derive(paid(), Ordered(12_000, "GBP", False)) == OrderState.CLEARED


def test_every_state_has_an_effect():
    assert set(EFFECTS) == set(OrderState)


STATUSES = st.sampled_from(["pending", "requires_action", "succeeded", "failed", "canceled"])
REFUNDS = st.lists(st.tuples(st.integers(1, 12_000), STATUSES), max_size=6).map(
    lambda parts: [refund(amount, status, f"re_{n}") for n, (amount, status) in enumerate(parts)]
)
DISPUTES = st.lists(
    st.sampled_from(["warning_needs_response", "warning_closed", "needs_response", "under_review", "won", "lost"]),
    max_size=3,
).map(lambda statuses: [dispute(status, f"du_{n}") for n, status in enumerate(statuses)])


def gives_certificate(state):
    return EFFECTS[state].certificate is CertificateEffect.ISSUE


@given(REFUNDS, DISPUTES)
def test_a_full_refund_is_never_cleared(refunds, disputes):
    truth = paid(*refunds, *disputes, refund(name="re_full"))
    assert derive(truth, ORDERED) in {OrderState.REFUNDED, OrderState.CHARGED_BACK}


@given(REFUNDS, DISPUTES)
def test_whoever_got_any_money_back_gets_no_new_certificate(refunds, disputes):
    is_back = any(item.status not in {"failed", "canceled"} for item in refunds)
    assert not (is_back and gives_certificate(derive(paid(*refunds, *disputes), ORDERED)))


@given(REFUNDS, DISPUTES)
def test_a_lost_dispute_always_ends_access(refunds, disputes):
    state = derive(paid(*refunds, *disputes, dispute("lost", "du_lost")), ORDERED)
    assert EFFECTS[state].access is AccessEffect.END


@given(REFUNDS, DISPUTES, st.randoms())
def test_the_order_in_which_stripe_lists_things_does_not_matter(refunds, disputes, random):
    items = [*refunds, *disputes]
    shuffled = random.sample(items, len(items))
    assert derive(paid(*items), ORDERED) == derive(paid(*shuffled), ORDERED)
    assert chapter(paid(*items), OrderState.CLEARED) == chapter(paid(*shuffled), OrderState.CLEARED)


@given(REFUNDS, DISPUTES)
def test_ledger_lines_are_unique(refunds, disputes):
    keys = [(entry.kind, entry.stripe_id) for entry in ledger_entries(paid(*refunds, *disputes))]
    assert len(keys) == len(set(keys))


@given(REFUNDS)
def test_the_ledger_sums_to_what_is_left(refunds):
    away = sum(item.amount_minor for item in refunds if item.status not in {"failed", "canceled"})
    assert sum(entry.amount_minor for entry in ledger_entries(paid(*refunds))) == 12_000 - away


@given(DISPUTES)
def test_a_dispute_takes_the_money_until_it_is_won(disputes):
    taken = sum(12_000 for item in disputes if item.status in {"needs_response", "under_review", "lost"})
    assert sum(entry.amount_minor for entry in ledger_entries(paid(*disputes))) == 12_000 - taken


@given(REFUNDS, DISPUTES, REFUNDS)
def test_a_ledger_once_written_only_grows(refunds, disputes, later):
    """What is known of one moment stays in the ledger of a later one, whatever became of it."""
    renamed = [refund(item.amount_minor, item.status, f"later_{item.id}") for item in later]
    before = {(entry.kind, entry.stripe_id) for entry in ledger_entries(paid(*refunds, *disputes))}
    after = {(entry.kind, entry.stripe_id) for entry in ledger_entries(paid(*refunds, *disputes, *renamed))}
    assert before <= after


def test_a_second_part_refund_is_a_new_chapter():
    first, second = paid(refund(1_000)), paid(refund(1_000), refund(1_000, name="re_2"))
    assert chapter(first, derive(first, ORDERED)) != chapter(second, derive(second, ORDERED))


def test_evidence_sent_for_the_same_dispute_is_no_new_chapter():
    opened, reviewed = paid(dispute("needs_response")), paid(dispute("under_review"))
    assert chapter(opened, derive(opened, ORDERED)) == chapter(reviewed, derive(reviewed, ORDERED))

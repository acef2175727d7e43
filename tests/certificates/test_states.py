"""The rule of states, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from certificates.states import Hold, State, derive_state

holds = st.sampled_from(Hold)


@given(holds, holds, st.booleans())
def test_a_replaced_certificate_stays_replaced(money, staff, expired):
    assert derive_state(money=money, staff=staff, expired=expired, superseded=True) == State.SUPERSEDED


@given(holds, holds)
def test_neither_side_lifts_what_the_other_says(money, staff):
    assert (derive_state(money=money, staff=staff) == State.VALID) == (money == staff == Hold.NONE)


@given(holds, st.booleans())
def test_revoked_by_anybody_is_revoked(other, expired):
    assert derive_state(money=Hold.REVOKED, staff=other, expired=expired) == State.REVOKED
    assert derive_state(money=other, staff=Hold.REVOKED, expired=expired) == State.REVOKED

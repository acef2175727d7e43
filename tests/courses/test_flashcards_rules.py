"""When cards come again, and what comes next: rules that hold for every history."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.flashcards.cards import Deck, DeckKeys, Learner
from courses.flashcards.charts import chart_of
from courses.flashcards.collection import CardCollection, collect
from courses.flashcards.days import beginning_of, day_of, end_of_today
from courses.flashcards.scheduling import (
    LONGEST_DAYS,
    Answer,
    Memory,
    Phase,
    Rating,
    answered,
    outcomes,
    recall_chance,
    replayed,
)
from courses.flashcards.statistics import due_by_day, retention_of
from courses.flashcards.study import interval_words
from courses.flashcards.today import Today
from courses.models import CardReview, CardSettings, CardState

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)

retentions = st.integers(80, 97).map(lambda percent: percent / 100)
ratings = st.sampled_from(list(Rating))
gaps = st.integers(0, 200 * 86_400).map(lambda seconds: timedelta(seconds=seconds))
histories = st.lists(st.tuples(gaps, ratings), max_size=12)


def memory_after(history, retention) -> Memory:
    at, answers = NOON, []
    for gap, rating in history:
        at += gap
        answers.append(Answer(rating, at, retention))
    return replayed(NOON, answers)


@given(histories, retentions, gaps)
def test_good_never_brings_a_learned_card_back_sooner_than_before(history, retention, late):
    memory = memory_after([*history, (DAY, Rating.EASY)], retention)
    at = memory.due + late
    assert answered(memory, Answer(Rating.GOOD, at, retention)).interval >= memory.interval


@given(histories, retentions)
def test_good_on_the_due_day_strengthens_a_learned_card(history, retention):
    memory = memory_after([*history, (DAY, Rating.EASY)], retention)
    assert answered(memory, Answer(Rating.GOOD, memory.due, retention)).stability > memory.stability


@given(histories.filter(bool), retentions, gaps)
def test_again_never_lengthens(history, retention, gap):
    memory = memory_after(history, retention)
    again = answered(memory, Answer(Rating.AGAIN, memory.last_review + gap, retention))
    assert again.interval <= memory.interval


@given(histories, retentions, gaps)
def test_a_better_rating_never_brings_a_card_back_sooner(history, retention, gap):
    memory = memory_after(history, retention)
    at = (memory.last_review or NOON) + gap
    intervals = list(outcomes(memory, at=at, retention=retention).values())
    assert intervals == sorted(intervals)


@given(histories, retentions, gaps, ratings)
def test_an_interval_is_positive_and_at_most_a_year(history, retention, gap, rating):
    memory = memory_after(history, retention)
    after = answered(memory, Answer(rating, (memory.last_review or NOON) + gap, retention))
    assert timedelta(0) < after.interval <= timedelta(days=LONGEST_DAYS)


@given(histories.filter(bool), st.tuples(retentions, retentions).map(sorted))
def test_whoever_wants_to_remember_more_is_asked_no_later(history, wanted):
    less, more = (memory_after(history, retention).interval for retention in wanted)
    assert more <= less


@given(histories.filter(bool), retentions, gaps)
def test_the_chance_to_know_a_card_lies_between_nothing_and_certainty(history, retention, gap):
    memory = memory_after(history, retention)
    assert 0 < recall_chance(memory, memory.last_review + gap) <= 1


def test_a_lapse_is_a_learned_card_forgotten_and_nothing_else():
    history = [(DAY, Rating.AGAIN), (DAY, Rating.EASY), (DAY, Rating.AGAIN), (DAY, Rating.AGAIN)]
    assert memory_after(history, 0.9).lapses == 1


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_every_moment_lies_within_its_day(at):
    day = day_of(at, LONDON)
    assert beginning_of(day, LONDON) <= at < end_of_today(at, LONDON)


@pytest.mark.parametrize(("hour", "minute", "day"), [(3, 59, 28), (4, 0, 29), (23, 59, 29)])
def test_the_day_begins_at_four_on_the_students_clock(hour, minute, day):
    at = datetime(2026, 10, 29, hour, minute, tzinfo=LONDON)
    assert day_of(at, LONDON).day == day


phases = st.sampled_from(list(Phase))
states = st.lists(st.tuples(phases, st.integers(-40, 40), st.booleans()), max_size=30)


def today_with(drawn, new_per_day=15, most_per_day=200, answers=()) -> Today:
    kept = {
        f"term:{number}": CardState(
            key=f"term:{number}", state=phase, due=NOON + timedelta(hours=hours), suspended=aside, reps=int(phase > 0)
        )
        for number, (phase, hours, aside) in enumerate(drawn)
    }
    keys = tuple(f"term:{number}" for number in range(len(drawn) + 5))
    decks = (DeckKeys(Deck(1, 0, "Words", "terms"), keys), DeckKeys(Deck(2, 0, "More", "more"), ("term:more",)))
    return Today(
        CardCollection(decks, frozenset()), kept, answers, new_per_day, most_per_day, NOON, end_of_today(NOON, LONDON)
    )


@given(states, st.integers(0, 100), st.integers(10, 1000), st.lists(phases, max_size=40))
def test_no_figure_is_ever_negative_and_no_limit_is_passed(drawn, new, most, done):
    today = today_with(drawn, new, most, [CardReview(state=phase, rating=Rating.GOOD) for phase in done])
    counts = [entry.counts for entry in today.decks()]
    assert all(min(one.due, one.unseen, one.learned) >= 0 for one in counts)
    assert len(today.new) <= new and len(today.reviews) <= most
    assert sum(one.due for one in counts) == today.due_count


@given(states)
def test_a_card_put_aside_never_comes(drawn):
    today = today_with(drawn)
    key = today.next_key()
    assert not (key in today.states and today.states[key].suspended)


@given(states)
def test_every_waiting_card_comes_once_when_each_is_passed_over(drawn):
    today = today_with(drawn)
    seen: list[str] = []
    while key := today.next_key(gone=seen):
        seen.append(key)
    assert len(seen) == len(set(seen))


@given(states)
def test_a_card_being_learned_comes_before_all_others(drawn):
    today = today_with(drawn)
    due_now = [state for state in today.learning if state.due <= NOON]
    assert not due_now or today.next_key() == due_now[0].key


@given(states)
def test_the_next_fourteen_days_hold_no_card_twice(drawn):
    days = due_by_day(today_with(drawn).states.values(), NOON, LONDON)
    assert sum(day.count for day in days) <= len(drawn)
    assert all(bar.height >= 0 and bar.y >= 0 for bar in chart_of(days).bars)


@given(st.lists(st.tuples(phases, ratings), max_size=30))
def test_retention_counts_learned_cards_alone(drawn):
    found = retention_of(CardReview(state=phase, rating=rating) for phase, rating in drawn)
    assert found.asked == sum(phase == Phase.REVIEW for phase, _rating in drawn)
    assert found.share is None or 0 <= found.share <= 1


class Words:
    """A source of as many cards as it is told."""

    HEADING = "Words"
    PERSONAL = False

    def __init__(self, name: str, group: int, count: int) -> None:
        self.NAME, self.group, self.count = name, group, count

    def decks(self, learner):
        keys = tuple(f"{self.NAME}:{number}" for number in range(self.count))
        yield DeckKeys(Deck(self.group, 0, self.NAME, self.NAME), keys)


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 6)), min_size=1, max_size=6), st.randoms())
def test_the_order_in_which_sources_are_read_changes_nothing(drawn, random: Random):
    learner = Learner(None, NOON, frozenset({1}), frozenset(), CardSettings())
    sources = [Words(f"s{number}", group, count) for number, (group, count) in enumerate(drawn)]
    shuffled = random.sample(sources, len(sources))
    first, second = collect(learner, sources), collect(learner, shuffled)
    assert first == second
    assert first.in_turn() == second.in_turn()


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (timedelta(seconds=20), "1 min"), (timedelta(minutes=10), "10 min"), (timedelta(hours=5), "5 h"),
        (timedelta(days=1), "1 day"), (timedelta(days=29), "29 days"), (timedelta(days=62), "2 months"),
        (timedelta(days=365), "1 year"),
    ],
)  # fmt: skip
def test_an_interval_is_said_in_one_unit(interval, words):
    assert interval_words(interval) == words

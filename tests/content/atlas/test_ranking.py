"""Which muscles and red flags a pain drawing brings up: the rules, and the twelve drawings of our cases."""

import csv

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content.atlas.collection import FlagEntry
from content.atlas.ranking import NOW, SAME_DAY, SOON, rank, rank_flags, tier_of
from content.services.knowledge import DATA

#: What the clients of our twelve cases mark, the muscles that the case's reasoning finds, and the red flag it turns on.
DRAWINGS = {
    "headache at the desk": ("neck_lateral mastoid temple", "trapezius_upper", ""),
    "tingling thumb": ("thumb index_finger middle_finger forearm_volar", "", ""),
    "sciatica, or a muscle": ("buttock_lower thigh_lateral leg_lateral ankle_lateral", "gluteus_minimus", ""),
    "back pain that must not wait": ("lumbar thigh_posterior calf", "", "r01"),
    "cramp after a long flight": ("calf", "", "r09"),
    "first steps of the morning": ("heel achilles", "soleus", ""),
    "jaw that clicks": ("jaw tmj ear temple", "masseter temporalis", ""),
    "cannot reach the seat belt": ("shoulder_anterior shoulder_posterior arm_lateral", "infraspinatus", ""),
    "rolling over hurts": ("iliac_crest sacroiliac hip_lateral", "quadratus_lumborum", ""),
    "fifteen and a half": ("knee_anterior thigh_anterior", "rectus_femoris vastus_medialis", ""),
    "screwdriver elbow": ("elbow_lateral forearm_dorsal", "extensor_carpi_radialis supinator", ""),
    "hip ache in pregnancy": ("hip_lateral buttock_upper iliac_crest", "gluteus_medius", ""),
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


PATTERNS = {row["id"]: row["referral_regions"].split("|") for row in rows("muscles.csv")}
REGIONS = [row["id"] for row in rows("regions.csv")]
ASKED = yaml.safe_load((DATA / "red_flag_regions.yaml").read_text(encoding="utf-8"))
FLAGS = [
    FlagEntry(row.pop("id"), **row, regions=frozenset(ASKED.get(key, [])))
    for row in rows("red_flags.csv")
    if (key := row["id"])
]

drawings = st.lists(st.sampled_from(REGIONS), min_size=1, max_size=8, unique=True)


@pytest.mark.parametrize("case", DRAWINGS)
def test_the_muscles_of_a_case_are_among_the_first_five(case):
    marked, muscles, _flag = DRAWINGS[case]
    first = [match.key for match in rank(marked.split(), PATTERNS)[:5]]
    assert set(muscles.split()) <= set(first)


@pytest.mark.parametrize("case", [case for case in DRAWINGS if DRAWINGS[case][2]])
def test_the_red_flag_that_a_case_turns_on_stands_first(case):
    marked, _muscles, flag = DRAWINGS[case]
    assert rank_flags(marked.split(), FLAGS)[0].flag.key == flag


def test_a_pattern_marked_in_full_and_alone_scores_one():
    assert rank(PATTERNS["rectus_femoris"], PATTERNS)[0].score == pytest.approx(1)


def test_a_region_that_few_refer_to_counts_more():
    found = rank(["a", "b"], {"common": ["a"], "other": ["a"], "rare": ["b"]})
    assert found[0].key == "rare"


@given(drawings)
def test_scores_lie_between_nothing_and_one_and_fall(marked):
    scores = [match.score for match in rank(marked, PATTERNS)]
    assert all(0 < score <= 1 + 1e-9 for score in scores)
    assert scores == sorted(scores, reverse=True)


@given(drawings)
def test_exactly_the_muscles_that_share_a_region_are_found(marked):
    sharing = {key for key, pattern in PATTERNS.items() if set(pattern) & set(marked)}
    assert {match.key for match in rank(marked, PATTERNS)} == sharing


@given(drawings, st.randoms())
def test_the_order_of_marking_changes_no_score(marked, random):
    other = random.sample(marked, len(marked))
    scores = {match.key: match.score for match in rank(marked, PATTERNS)}
    assert {match.key: match.score for match in rank(other, PATTERNS)} == pytest.approx(scores)


@given(drawings)
def test_a_match_says_which_marked_regions_it_shares_and_what_else_belongs_to_it(marked):
    for match in rank(marked, PATTERNS):
        assert set(match.shared) == set(PATTERNS[match.key]) & set(marked)
        assert set(match.shared) | set(match.rest) == set(PATTERNS[match.key])


@given(st.sampled_from(sorted(PATTERNS)))
def test_a_whole_pattern_leads_to_its_muscle(key):
    assert rank(PATTERNS[key], PATTERNS)[0].score == pytest.approx(1)
    assert key in [match.key for match in rank(PATTERNS[key], PATTERNS) if match.score > 1 - 1e-9]


@given(st.sampled_from(sorted(PATTERNS)), st.data())
def test_marking_one_more_region_of_a_pattern_never_lowers_its_score(key, data):
    part = data.draw(st.lists(st.sampled_from(PATTERNS[key]), min_size=1, unique=True))
    more = data.draw(st.sampled_from(PATTERNS[key]))

    def score(marked):
        return next(match.score for match in rank(marked, PATTERNS) if match.key == key)

    assert score(dict.fromkeys([*part, more])) >= score(part) - 1e-9


@given(drawings)
def test_red_flags_come_the_most_urgent_first_and_general_ones_last(marked):
    found = rank_flags(marked, FLAGS)
    order = [(not match.shared, match.tier) for match in found]
    assert order == sorted(order)


@given(drawings)
def test_every_red_flag_of_a_marked_region_is_asked_about(marked):
    asked = {match.flag.key for match in rank_flags(marked, FLAGS)}
    assert {flag.key for flag in FLAGS if flag.regions & set(marked) or not flag.regions} == asked


def test_without_a_mark_nothing_is_asked():
    assert rank_flags([], FLAGS) == []
    assert rank([], PATTERNS) == []


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("999 / A&E", NOW), ("A&E now", NOW), ("Same day; 999 if breathless", NOW), ("Same day hospital", SAME_DAY),
        ("Urgent GP (same day if neurological signs)", SAME_DAY), ("Urgent GP", SOON), ("Routine GP", SOON),
    ],
)  # fmt: skip
def test_the_fastest_way_that_words_name_counts(words, tier):
    assert tier_of(words) == tier

"""GIFT: every feature of its public description, and that what we write comes back."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from quizzes.exchange import read, write
from tests.quizzes.exchange.asking import data, taken, there_and_back
from tests.quizzes.exchange.generated import TYPES, feedback, files, matching

pytestmark = pytest.mark.once
RUBRIC = [{"name": "Plan", "levels": [{"name": "Absent", "points": 0}, {"name": "Whole", "points": 3}]}]
HELD = ["sba", "multiple", "short", "numeric", "ordering", "written"]


def options(body):
    return [(option["text"], option.get("correct", False)) for option in data(body)["options"]]


def test_a_title_names_the_question_and_makes_its_key():
    found = taken("::Upper trapezius:: Where does it refer pain? {=Temple ~Heel}")
    assert (found.name, found.data["key"]) == ("Upper trapezius", "upper-trapezius")


def test_without_a_title_the_first_words_make_the_key():
    assert data("Where does it refer pain? {=Temple ~Heel}")["key"] == "where-does-it-refer-pain"


def test_the_same_title_twice_makes_two_keys():
    found = read("a.gift", b"::One:: a {=x ~y}\n\n::One:: b {=x ~y}")
    assert [item.data["key"] for item in found.items] == ["one", "one-2"]
    assert found.items[1].notes == ("The key “One” is taken; it becomes “one-2”.",)


def test_comments_are_no_part_of_a_question():
    found = taken("// a note\nWhat {\n// another\n=Right\n~Wrong\n}")
    assert (found.line, found.data["stem"]) == (2, "What")


def test_a_comment_carries_key_and_tags_as_moodle_writes_them():
    found = data("// question: 12  name: x\n// [id:trap-1] [tag:neck] [tag:a\\]b]\n::T::What {=Right ~Wrong}")
    assert (found["key"], found["tags"]) == ("trap-1", ["neck", "a]b"])


def test_a_category_becomes_a_tag_of_all_that_follow():
    found = read("a.gift", b"$CATEGORY: $course$/top/Muscles/Head//Neck\n\nWhat {=R ~W}\n\nWho {=R ~W}")
    assert [item.data["tags"] for item in found.items] == [["Head/Neck"]] * 2
    assert found.items[0].notes == ("The category “$course$/top/Muscles/Head//Neck” becomes the tag “Head/Neck”.",)


def test_a_category_needs_no_blank_line_after_it():
    assert data("$CATEGORY: Neck\nWhat {=R ~W}")["tags"] == ["Neck"]


@pytest.mark.parametrize("sign", "~=#{}:\\")
def test_a_sign_after_a_backslash_is_text(sign):
    found = data(f"Stem \\{sign} here {{=Right \\{sign} yes ~Wrong}}")
    assert found["stem"] == f"Stem {sign} here"
    assert found["options"][0]["text"] == f"Right {sign} yes"


def test_a_backslash_before_another_letter_is_a_backslash():
    assert data(r"A \textbf word {=R ~W}")["stem"] == r"A \textbf word"


def test_backslash_n_is_a_new_line():
    assert data(r"One\n\nTwo {=R ~W}")["stem"] == "One\n\nTwo"


@pytest.mark.parametrize(
    ("marker", "text", "stem"),
    [
        ("[html]", "<p>It <b>hurts</b></p>", "<p>It <b>hurts</b></p>"),
        ("[html]", "<p>a &lt; b</p>", "a < b"),
        ("[markdown]", "It *hurts*", "<p>It <em>hurts</em></p>"),
        ("[plain]", "a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
        ("[moodle]", "It <b>hurts</b>", "It <b>hurts</b>"),
        ("", "a < b & c", "a < b & c"),
        ("[other]", "text", "[other]text"),
    ],
)
def test_the_format_named_before_a_text_is_followed(marker, text, stem):
    assert data(f"::T::{marker}{text} {{=R ~W}}")["stem"] == stem


def test_what_html_loses_is_named():
    found = taken(
        '::T::[html]<p>Look</p><img src\\="@@PLUGINFILE@@/knee.png"><table><tr><td>x</td></tr></table> {=R ~W}'
    )
    assert found.notes == ("Stem: lost are <img> (knee.png), <table>, <tr>, <td>.",)
    assert "img" not in found.data["stem"]


def test_options_are_plain_text_and_say_what_they_lost():
    found = taken("::T::[html]<p>Which?</p> {=[html]10<sup>3</sup> <b>m</b> ~[plain]<b>}")
    assert [option["text"] for option in found.data["options"]] == ["10³ m", "<b>"]
    assert found.notes == ("Answer: lost are <b>.",)


def test_one_right_answer_makes_a_single_best_answer():
    assert options("Which? {=Temple ~Heel ~Knee}") == [("Temple", True), ("Heel", False), ("Knee", False)]


def test_a_weight_on_a_wrong_answer_makes_scoring_by_share():
    found = data("Which? {=Temple ~%50%Brow ~%33.33333%Ear ~Heel}")
    assert found["scoring"] == "fractions"
    assert [option["fraction"] for option in found["options"]] == ["1", "0.5", "0.3333333", "0"]


def test_a_negative_weight_beside_a_right_answer_is_noted():
    found = taken("Which? {=Temple ~%-50%Heel}")
    assert found.notes == ("Wrong options that cost marks earn nothing instead.",)
    assert "scoring" not in found.data


def test_weights_without_a_right_answer_make_a_multiple_response():
    found = taken("Which two? {~%50%Temple ~%50%Brow ~%-50%Heel}")
    assert found.data["type"] == "multiple"
    assert found.data["scoring"] == "right_minus_wrong"
    assert found.notes == ()


def test_weights_without_costs_cap_the_picks_and_say_so():
    found = taken("Which two? {~%50%Temple ~%50%Brow ~Heel}")
    assert "scoring" not in found.data
    assert found.notes == ("No more options can be picked than are right.",)


def test_weights_that_fit_no_rule_are_noted():
    found = taken("Which two? {~%70%Temple ~%30%Brow ~%-100%Heel}")
    assert found.notes == (
        "Every right option earns the same share.",
        "Every wrong option costs as much as a right one earns.",
    )


def test_two_right_answers_of_which_one_may_be_picked_are_refused():
    assert taken("Which? {=a =b ~c}").refused == "Several answers earn the whole mark, but only one may be picked."


def test_feedback_follows_a_hash():
    found = data("Which? {=Temple#Yes, there ~Heel # No}")
    assert [option["feedback"] for option in found["options"]] == ["Yes, there", "No"]


def test_general_feedback_becomes_the_rationale():
    assert data("Which? {=Temple#Yes ~Heel####Simons 1999}")["rationale"] == "Simons 1999"


@pytest.mark.parametrize(("word", "right"), [("T", "True"), ("TRUE", "True"), ("F", "False"), ("FALSE", "False")])
def test_true_and_false_become_two_options(word, right):
    assert [text for text, correct in options(f"It hurts {{{word}}}") if correct] == [right]


def test_the_first_feedback_of_true_and_false_is_for_the_wrong_answer():
    found = data("It hurts {FALSE#It does not#Well done}")
    assert [(o["text"], o["feedback"]) for o in found["options"]] == [("True", "It does not"), ("False", "Well done")]


def test_equals_signs_alone_make_a_short_answer():
    found = data("Which nerve? {=accessory =%50%cranial *#Which one? =XI}")
    assert found["answers"] == [
        {"text": "accessory"},
        {"text": "cranial *", "fraction": "0.5", "feedback": "Which one?"},
        {"text": "XI"},
    ]


def test_accents_that_cease_to_matter_are_noted():
    assert taken("Who? {=Travéll}").notes == ("Accents do not matter in what is typed.",)


def test_an_answer_that_stands_there_twice_stays_once():
    found = taken("Who? {=Travell =travell}")
    assert found.data["answers"] == [{"text": "Travell"}]
    assert found.notes == ("The answer “travell” stands there twice: the first stays.",)


@pytest.mark.parametrize(
    ("source", "value", "tolerance"),
    [("#5", "5", None), ("#5:0.25", "5", "0.25"), ("#-1.5e2:1", "-150", "1"), ("#1..4", "2.5", "1.5")],
)
def test_a_number_may_have_a_margin_or_be_a_range(source, value, tolerance):
    found = data(f"How many? {{{source}}}")
    assert (found["type"], found["value"], found.get("tolerance")) == ("numeric", value, tolerance)


def test_wider_margins_of_a_number_become_bands():
    found = taken("How many? {#=100:0 =%50%100:5#close =%25%100:10 ~#no}")
    assert found.data["bands"] == [{"tolerance": "5", "fraction": "0.5"}, {"tolerance": "10", "fraction": "0.25"}]
    assert found.notes == ("The feedback on single answers is lost.",)


def test_a_part_of_the_mark_for_another_number_is_left_out_and_named():
    assert taken("How many? {#=100 =%50%90}").notes == ("Left out is what 90 earns: it is no wider tolerance.",)


def test_two_right_numbers_are_refused():
    assert taken("How many? {#=3 =-3}").refused == "Several numbers are right."


def test_a_number_that_is_none_is_refused():
    assert taken("How many? {#many}").refused == "“many” is not a number that can be read."


def test_arrows_make_matching_pairs_and_distractors():
    found = data("Match. {=C1 -> atlas =C2->axis =C7 -> axis = -> sacrum}")
    assert found["pairs"] == [
        {"left": "C1", "right": "atlas"},
        {"left": "C2", "right": "axis"},
        {"left": "C7", "right": "axis"},
    ]
    assert found["distractors"] == [{"text": "sacrum"}]


def test_a_pair_without_an_arrow_is_refused():
    assert taken("Match. {=C1 -> atlas =C2}").refused == "A pair lacks its arrow: “C2”."


def test_text_after_the_answers_makes_a_missing_word():
    assert data("The {=trapezius ~soleus} lifts the shoulder.")["stem"] == "The _____ lifts the shoulder."


def test_an_ordering_keeps_its_rule():
    found = taken("Sort. {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nfirst\nsecond = 2\nthird}")
    assert [item["text"] for item in found.data["items"]] == ["first", "second = 2", "third"]
    assert (found.data["scoring"], found.notes) == ("absolute", ())


def test_an_ordering_that_asks_some_items_by_another_rule_says_so():
    found = taken("Sort. {>2 RANDOM VERTICAL RELATIVE_TO_CORRECT SHOW\nfirst\nsecond\nthird}")
    assert found.notes == (
        "All items are asked, not some of them.",
        "Moodle's “RELATIVE_TO_CORRECT” becomes “absolute”.",
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("::Intro::Read this first.", "It is a description: it asks nothing."),
        ("What {=a ~b", "Its braces { } do not pair up; a blank line ends a question."),
        ("What =a } ~b", "Its braces { } do not pair up; a blank line ends a question."),
        ("What {=a ~b} and {=c ~d}", "It has more than one pair of braces: GIFT asks one thing at a time."),
        ("{=a ~b}", "It has no stem."),
        ("What {~a ~b}", "No option is marked as right."),
        ("What {=a}{", "It has more than one pair of braces: GIFT asks one thing at a time."),
        ("What {=a ~A}", "This stands there twice: “A”."),
        ("What {=a ~%50%" + "b" * 301 + "}", "This text is longer than 300 characters: “" + "b" * 40 + " …”"),
    ],
)
def test_what_cannot_be_taken_says_why(body, reason):
    assert taken(body, "a.gift").refused == reason


def test_a_broken_question_hides_no_other():
    found = read("a.gift", b"One {=a ~b}\n\nTwo {=a ~b\n\n\nThree {=a ~b}\n")
    assert [(item.line, item.name, bool(item.refused)) for item in found.items] == [
        (1, "One", False),
        (3, "Two", True),
        (6, "Three", False),
    ]


def test_a_byte_order_mark_and_other_line_ends_are_read():
    assert data(b"\xef\xbb\xbf::T::What {=a\r\n~b}\r\n")["key"] == "t"


def test_a_file_in_another_encoding_names_byte_and_line():
    found = taken(b"::T::What {=a ~b}\n\nB\xe4r {=a ~b}")
    assert found.line == 3
    assert found.refused == "The file is not UTF-8: line 3 has the byte 0xE4 at place 2. Save it as UTF-8."


@pytest.mark.parametrize("kind", ["matrix", "extended", "gaps", "key_feature", "concordance"])
@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_type_that_gift_lacks_is_named(kind, data):
    (question,) = data.draw(files(TYPES[kind]).filter(lambda found: len(found) == 1))
    written = write("gift", [question])
    assert written.notes == (f"{question['key']}: not written. GIFT has no questions of the type “{kind}”.",)


def test_what_other_systems_will_not_see_is_named():
    question = data("Which two? {~%50%a ~%50%b ~c}") | {"difficulty": "hard", "scoring": "ps50"}
    assert write("gift", [question]).notes == (
        "which-two: Moodle has no rule “ps50”: there, wrong picks are subtracted.",
        "which-two: Other systems will not see difficulty.",
    )


def test_a_signless_question_is_written_plainly():
    assert write("gift", [data("::Neck::Where? {=Temple#Yes ~Heel####Simons}")]).body.decode() == (
        "// [id:neck]\n::neck::Where?{\n\t=Temple#Yes\n\t~Heel\n\t####Simons\n}\n\n"
    )


@pytest.mark.parametrize(
    ("body", "rationale"), [("Tell us. {}", ""), ("Tell us. {####Look at the neck.}", "Look at the neck.")]
)
def test_an_essay_becomes_a_written_answer_whose_rubric_is_still_to_be_written(body, rationale):
    found = taken(body, "a.gift")
    assert (found.data["type"], found.data.get("rationale", "")) == ("written", rationale)
    assert found.notes == ("It becomes a written answer without a rubric: write one before you use it.",)


def test_a_written_answer_is_an_essay_whose_rubric_moodle_does_not_see():
    question = {"key": "note", "type": "written", "stem": "Write a note.", "rubric": RUBRIC}
    written = write("gift", [question])
    assert written.body.decode().endswith("::note::Write a note.{}\n\n")
    assert written.notes == ("note: Other systems will not see rubric.",)


@pytest.mark.parametrize("kind", HELD)
@settings(max_examples=15, deadline=None)
@given(st.data())
def test_what_is_written_comes_back(kind, data):
    questions = data.draw(files(TYPES[kind]))
    found, notes = there_and_back("gift", questions)
    assume(not any("not written" in note for note in notes))
    assert found == questions


@settings(max_examples=15, deadline=None)
@given(files(matching(feedback=st.just(""))))
def test_pairs_come_back_without_their_feedback(questions):
    found, notes = there_and_back("gift", questions)
    assume(not any("not written" in note for note in notes))
    assert found == questions


def test_feedback_on_pairs_is_named_as_lost():
    question = data("Match. {=C1 -> atlas =C2->axis}")
    question["pairs"][0]["feedback"] = "Yes"
    assert write("gift", [question]).notes == ("match: The feedback on pairs is lost.",)


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.text(),
        feedback,
        st.lists(st.sampled_from(["{", "}", "=", "~", "#", "\n", "\n\n", "->", "%5%", "a", ">", ":"])).map("".join),
    )
)
def test_no_text_breaks_the_reader(text):
    found = read("a.gift", text.encode("utf-8", "surrogatepass"))
    assert found.items
    assert all((item.data is None) == bool(item.refused) for item in found.items)

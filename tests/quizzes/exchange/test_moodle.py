"""Moodle XML: every feature of its public description, and that what we write comes back."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizzes.exchange import read, write
from tests.quizzes.exchange.asking import data, taken, there_and_back
from tests.quizzes.exchange.generated import TYPES, files, matching

pytestmark = pytest.mark.once
HELD = ["sba", "multiple", "short", "numeric", "ordering", "gaps", "written"]


def quiz(*questions):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>"


def question(kind, inside, name="Neck", stem="<p>Where?</p>"):
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>{inside}</question>'
    )


def answer(text, fraction=0, more="", form=' format="html"'):
    return f'<answer fraction="{fraction}"{form}><text>{text}</text>{more}</answer>'


def feedback(text, tag="feedback"):
    return f'<{tag} format="html"><text><![CDATA[{text}]]></text></{tag}>'


CHOICE = answer("Temple", 100) + answer("Heel")


def choice(inside="", answers=CHOICE, **more):
    return quiz(question("multichoice", answers + inside, **more))


def test_name_and_text_of_a_question_are_taken():
    found = taken(choice())
    assert (found.line, found.name) == (3, "Neck")
    assert found.data == {
        "key": "neck",
        "type": "sba",
        "stem": "Where?",
        "options": [{"text": "Temple", "correct": True}, {"text": "Heel"}],
    }


def test_the_id_number_makes_the_key():
    assert data(choice("<idnumber>trap-01</idnumber>"))["key"] == "trap-01"


def test_cdata_and_entities_say_the_same():
    assert data(choice(stem="<p>It <b>hurts</b> &amp; burns</p>"))["stem"] == "<p>It <b>hurts</b> &amp; burns</p>"
    body = choice().replace("<![CDATA[<p>Where?</p>]]>", "&lt;p&gt;It &lt;b&gt;hurts&lt;/b&gt;&lt;/p&gt;")
    assert data(body)["stem"] == "<p>It <b>hurts</b></p>"


@pytest.mark.parametrize(
    ("form", "text", "stem"),
    [
        ("html", "<div>One</div><div>Two</div>", "One\n\nTwo"),
        ("plain_text", "a &lt;b&gt; &lt;/b&gt;", "<p>a &lt;b&gt; &lt;/b&gt;</p>"),
        ("markdown", "It *hurts*", "<p>It <em>hurts</em></p>"),
        ("moodle_auto_format", "One\n\nTwo &lt; three", "One\n\nTwo < three"),
    ],
)
def test_the_format_of_a_text_is_followed(form, text, stem):
    body = choice().replace('format="html"><text><![CDATA[<p>Where?</p>]]>', f'format="{form}"><text>{text}', 1)
    assert data(body)["stem"] == stem


def test_pictures_and_files_are_named_as_lost():
    body = choice().replace(
        "<![CDATA[<p>Where?</p>]]></text>",
        '<![CDATA[<p>Here <img src="@@PLUGINFILE@@/knee.png"> see <a href="@@PLUGINFILE@@/a.pdf">it</a></p>]]></text>'
        '<file name="knee.png" path="/" encoding="base64">iVBORw0KGgo=</file>'
        '<file name="a.pdf" path="/" encoding="base64">JVBERg==</file>',
    )
    found = taken(body)
    assert found.notes == ("Stem: lost are <img> (knee.png).", "Files are lost: knee.png, a.pdf.")
    assert found.data["stem"] == "<p>Here see <a>it</a></p>"


def test_a_script_is_lost_with_all_it_says():
    found = taken(choice(stem="<p>Where?</p><script>alert(1)</script>"))
    assert (found.data["stem"], found.notes) == ("Where?", ("Stem: lost are <script>.",))


def test_options_are_plain_text_and_say_what_they_lost():
    found = taken(choice(answers=answer("<![CDATA[<p>H<sub>2</sub>O <i>x</i></p>]]>", 100) + answer("a &amp;lt; b")))
    assert [option["text"] for option in found.data["options"]] == ["H₂O x", "a < b"]
    assert found.notes == ("Answer: lost are <i>.",)


def test_an_option_that_is_a_picture_is_refused():
    found = taken(choice(answers=answer('<![CDATA[<img src="a.png">]]>', 100) + answer("b")))
    assert found.refused == "One of its options, pairs or answers has no text."
    assert found.notes == ("Answer: lost are <img> (a.png).",)


def test_feedback_and_general_feedback_are_taken():
    answers = answer("Temple", 100, feedback("<p>Yes</p>")) + answer("Heel", 0, feedback("No<br>way"))
    found = data(choice(feedback("<p>Simons <b>1999</b></p>", "generalfeedback"), answers))
    assert [option["feedback"] for option in found["options"]] == ["Yes", "No\nway"]
    assert found["rationale"] == "<p>Simons <b>1999</b></p>"


def test_fractions_make_scoring_by_share():
    found = data(choice(answers=answer("a", 100) + answer("b", 33.33333) + answer("c", -50)))
    assert [option["fraction"] for option in found["options"]] == ["1", "0.3333333", "0"]
    assert found["scoring"] == "fractions"


@pytest.mark.parametrize("single", ["false", "0"])
def test_not_single_makes_a_multiple_response(single):
    answers = answer("a", 50) + answer("b", 50) + answer("c", -50)
    found = data(choice(f"<single>{single}</single>", answers))
    assert (found["type"], found["scoring"]) == ("multiple", "right_minus_wrong")


def test_thirds_are_taken_for_equal_shares():
    answers = "".join(answer(text, 33.33333) for text in "abc") + answer("d", -33.33333)
    found = taken(choice("<single>false</single>", answers))
    assert (found.data["scoring"], found.notes) == ("right_minus_wrong", ())


def test_an_all_or_nothing_plugin_keeps_its_rule():
    body = quiz(question("multichoiceset", answer("a", 100) + answer("b", 100) + answer("c")))
    assert data(body)["scoring"] == "all_or_nothing"


def test_tags_are_taken_and_the_category_becomes_one():
    category = '<question type="category"><category><text>$course$/top/Muscles/Neck</text></category></question>'
    tags = "<tags><tag><text>pain</text></tag><tag><text>head</text></tag></tags>"
    found = taken(quiz(category, question("multichoice", CHOICE + tags)))
    assert found.data["tags"] == ["pain", "head", "Neck"]
    assert found.notes == ("The category “$course$/top/Muscles/Neck” becomes the tag “Neck”.",)


def test_penalties_are_named_once_for_the_file():
    body = quiz(*(question("multichoice", CHOICE + "<penalty>0.3333333</penalty>", name=name) for name in "ab"))
    found = read("a.xml", body.encode())
    assert found.notes == ("Penalties for further tries are not taken: a quiz says how often one may try.",)
    assert [item.notes for item in found.items] == [(), ()]


@pytest.mark.parametrize(
    ("inside", "note"),
    [
        ("<hidden>1</hidden>", "In Moodle it is hidden."),
        ("<defaultgrade>3</defaultgrade>", "Its 3 marks are not taken: a quiz says what a question is worth."),
        (
            "<shuffleanswers>false</shuffleanswers>",
            "Its fixed order is not taken: a quiz says whether options are shuffled.",
        ),
        ("<hint format='html'><text>Think</text></hint>", "Its hints are lost."),
        (feedback("Great!", "correctfeedback"), "Its feedback on the answer as a whole is lost."),
    ],
)
def test_what_ours_has_no_place_for_is_noted(inside, note):
    assert taken(choice(inside)).notes == (note,)


@pytest.mark.parametrize(
    "inside",
    [
        "<hidden>0</hidden><defaultgrade>1.0000000</defaultgrade><penalty>0</penalty>",
        "<shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>",
        feedback("<p>Your answer is correct.</p>", "correctfeedback"),
    ],
)
def test_what_moodle_always_writes_is_not_noted(inside):
    assert taken(choice(inside)).notes == ()


def test_true_and_false_become_two_options():
    body = quiz(question("truefalse", answer("true", 0, feedback("It is not")) + answer("false", 100)))
    assert data(body)["options"] == [
        {"text": "True", "feedback": "It is not"},
        {"text": "False", "correct": True},
    ]


def test_a_short_answer_keeps_case_shares_and_feedback():
    answers = answer("accessory", 100, form="") + answer("cranial *", 50, feedback("Which?"), form="")
    found = data(quiz(question("shortanswer", "<usecase>1</usecase>" + answers)))
    assert found["case_sensitive"]
    assert found["answers"] == [{"text": "accessory"}, {"text": "cranial *", "fraction": "0.5", "feedback": "Which?"}]


def test_what_students_type_is_not_html():
    assert data(quiz(question("shortanswer", answer("a &lt;b&gt; c", 100))))["answers"] == [{"text": "a <b> c"}]


def number(value, fraction, tolerance):
    return answer(value, fraction, f"<tolerance>{tolerance}</tolerance>", form="")


def test_a_number_keeps_tolerance_bands_and_units():
    units = (
        "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit>"
        "<unit><multiplier>39.37007874015748</multiplier><unit_name>in</unit_name></unit></units>"
    )
    answers = number("1.5", 100, "0.1") + number("1.5", 50, "0.3") + number("*", 0, "0")
    assert data(quiz(question("numerical", answers + units))) == {
        "key": "neck",
        "type": "numeric",
        "stem": "Where?",
        "value": "1.5",
        "tolerance": "0.1",
        "bands": [{"tolerance": "0.3", "fraction": "0.5"}],
        "unit": "m",
        "units": [{"name": "cm", "factor": "0.01"}, {"name": "in", "factor": "0.0254"}],
    }


def test_marks_taken_off_for_units_and_instructions_are_noted():
    inside = number("1.5", 100, "") + "<unitgradingtype>1</unitgradingtype>" + feedback("Write m", "instructions")
    assert taken(quiz(question("numerical", inside))).notes == (
        "Marks taken off for a wrong unit are not taken: a number in a wrong unit is wrong.",
        "Its instructions on units are lost.",
    )


def pair(left, right):
    return f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'


def test_matching_keeps_pairs_and_distractors():
    found = data(quiz(question("matching", pair("C1", "atlas") + pair("C2", "axis") + pair("", "sacrum"))))
    assert found["pairs"] == [{"left": "C1", "right": "atlas"}, {"left": "C2", "right": "axis"}]
    assert found["distractors"] == [{"text": "sacrum"}]


def test_a_distractor_that_is_right_elsewhere_is_left_out_and_named():
    found = taken(quiz(question("matching", pair("C1", "atlas") + pair("C2", "axis") + pair("", "axis"))))
    assert found.notes == ("No distractor, since it is right for a pair: axis.",)
    assert "distractors" not in found.data


@pytest.mark.parametrize(
    ("grading", "scoring"),
    [
        ("ABSOLUTE_POSITION", "absolute"),
        ("RELATIVE_NEXT_EXCLUDE_LAST", None),
        ("RELATIVE_ALL_PREVIOUS_AND_NEXT", "kendall"),
        ("LONGEST_CONTIGUOUS_SUBSET", "longest_run"),
        ("ALL_OR_NOTHING", "all_or_nothing"),
    ],
)
def test_an_ordering_keeps_its_rule(grading, scoring):
    inside = f"<gradingtype>{grading}</gradingtype>" + answer("first", 1) + answer("second", 2)
    found = taken(quiz(question("ordering", inside)))
    assert [item["text"] for item in found.data["items"]] == ["first", "second"]
    assert (found.data.get("scoring"), found.notes) == (scoring, ())


def test_a_cloze_text_becomes_a_gap_fill():
    stem = "<p>Complete.</p><p>The {1:SHORTANSWER:=atlas~=C1#yes} sits on the {1:MC:%100%axis~skull~=C2}.</p>"
    found = taken(quiz(question("cloze", "", stem=stem)))
    assert found.data["stem"] == "Complete."
    assert found.data["text"] == "The [1] sits on the [2]."
    assert found.data["gaps"] == [
        {"answers": ["atlas", "C1"]},
        {"answers": ["axis", "C2"], "choices": ["axis", "skull", "C2"]},
    ]
    assert found.notes == ("The feedback in gaps is lost.",)


def test_a_cloze_text_of_one_paragraph_gets_a_stem():
    assert data(quiz(question("cloze", "", stem="<p>The {1:SA:=atlas}.</p>")))["stem"] == "Fill in the gaps."


def test_capitals_that_matter_in_some_gaps_matter_in_all():
    found = taken(quiz(question("cloze", "", stem="{1:SA:=a} {2:SAC:=B}")))
    assert found.data["case_sensitive"]
    assert found.notes == ("Every gap earns the same share.", "Capitals matter in all gaps.")


def test_escaped_signs_in_a_gap_are_text():
    found = data(quiz(question("cloze", "", stem=r"x {1:SA:=a\}b\~c\#d\\e &lt; f}")))
    assert found["gaps"] == [{"answers": [r"a}b~c#d\e < f"]}]


def test_a_part_of_a_gaps_mark_is_noted():
    found = taken(quiz(question("cloze", "", stem="x {1:SA:=a~%50%b}")))
    assert found.data["gaps"] == [{"answers": ["a"]}]
    assert found.notes == ("Answers that earn a part of a gap's mark earn nothing.",)


def test_numbers_in_a_text_that_are_no_gaps_stand_in_round_brackets():
    found = taken(quiz(question("cloze", "", stem="As in [3], the {1:SA:=atlas}.")))
    assert found.data["text"] == "As in (3), the [1]."
    assert found.notes == ("Numbers in square brackets, which would be gaps, stand in round ones.",)


def test_an_exact_number_in_a_gap_is_compared_as_text():
    found = taken(quiz(question("cloze", "", stem="There are {1:NM:=7:0} of them.")))
    assert found.data["gaps"] == [{"answers": ["7"]}]
    assert found.notes == ("Numbers in gaps are compared as text: 7.",)


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("No gap at all", "It has no gap."),
        ("{1:SA:=a} {1:SA:=b", "One of its gaps is not closed."),
        ("{1:MULTIRESPONSE:=a~=b}", "Gaps of the kind MULTIRESPONSE are not taken yet."),
        ("{1:NUMERICAL:=5:0.1}", "A gap takes numbers near 5, which ours cannot."),
        ("{1:SA:%50%a}", "No answer of a gap earns the whole mark."),
        ("{1:SA:=a}" * 101, "It has more than 100 gaps."),
    ],
)
def test_gaps_that_are_none_of_ours_are_refused(stem, reason):
    assert taken(quiz(question("cloze", "", stem=stem))).refused == reason


def entry(tag, text, group=1, more=""):
    return f"<{tag}><text>{text}</text><group>{group}</group>{more}</{tag}>"


def test_missing_words_become_gaps_with_menus():
    words = entry("selectoption", "atlas") + entry("selectoption", "skull", 2) + entry("selectoption", "axis")
    found = taken(quiz(question("gapselect", words, stem="<p>The [[3]] carries the [[1]].</p>")))
    assert found.data["text"] == "The [1] carries the [2]."
    assert found.data["gaps"] == [
        {"answers": ["axis"], "choices": ["atlas", "axis"]},
        {"answers": ["atlas"], "choices": ["atlas", "axis"]},
    ]
    assert found.notes == ()


def test_words_to_drag_become_gaps_with_menus():
    words = entry("dragbox", "atlas") + entry("dragbox", "<![CDATA[H<sub>2</sub>O]]>")
    found = taken(quiz(question("ddwtos", words, stem="[[1]] [[2]]")))
    assert found.data["gaps"][1] == {"answers": ["H₂O"], "choices": ["atlas", "H₂O"]}
    assert found.notes == ("A word may be chosen for several gaps.",)


def test_a_gap_that_names_no_entry_is_refused():
    found = taken(quiz(question("gapselect", entry("selectoption", "a"), stem="[[2]]")))
    assert found.refused == "A gap names an entry that is not listed."


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("description", "It is a description: it asks nothing."),
        ("calculated", "Moodle's type “calculated” is not taken yet."),
        ("ddmarker", "Moodle's type “ddmarker” is not taken yet."),
        ("", "Moodle's type “” is not taken yet."),
    ],
)
def test_a_type_that_is_not_taken_is_named_and_hides_no_other(kind, reason):
    found = read("a.xml", quiz(question(kind, ""), question("multichoice", CHOICE)).encode())
    assert [(item.line, item.refused) for item in found.items] == [(3, reason), (4, "")]


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("<quiz>\n<question>\n</quiz>", 3, "The XML cannot be read: mismatched tag."),
        ("<quiz>\n&nbsp;</quiz>", 2, "The XML cannot be read: undefined entity."),
        ("<quiz></quiz>", None, "There is no question in the file."),
        ("<html><body/></html>", None, "This is XML, but of no kind that can be read: its root is “html”."),
        (b'<?xml version="1.0" encoding="Shift_JIS"?>\n<quiz></quiz>', 1, None),
        (b"<quiz>\n<question>\xe4</question></quiz>", 2, None),
    ],
)
def test_a_file_that_cannot_be_read_is_one_refusal_with_its_line(body, line, reason):
    found = taken(body, "a.xml")
    assert found.line == line
    assert found.refused == reason if reason else found.refused


def test_an_encoding_that_the_file_names_is_followed():
    body = choice(stem="<p>Où?</p>").replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert data(body)["stem"] == "Où?"


@pytest.mark.parametrize("kind", ["matrix", "extended", "key_feature", "concordance"])
@settings(max_examples=2, deadline=None)
@given(st.data())
def test_a_type_that_moodle_lacks_is_named(kind, data):
    question = data.draw(files(TYPES[kind]))[0]
    written = write("moodle", [question])
    assert written.notes == (f"{question['key']}: not written. Moodle XML has no questions of the type “{kind}”.",)


def test_what_moodle_will_not_see_is_named():
    question = data(quiz(question_of_two())) | {"scoring": "ripkey", "max_picks": 2, "outcome": "Name it"}
    assert write("moodle", [question]).notes == (
        "neck: Moodle has no rule “ripkey”: there, wrong picks are subtracted.",
        "neck: Other systems will not see outcome, max_picks.",
    )


def question_of_two():
    return question("multichoice", answer("a", 50) + answer("b", 50) + answer("c") + "<single>false</single>")


def test_a_question_reads_as_moodle_wants_it():
    body = write("moodle", [data(choice())]).body.decode()
    assert '<question type="multichoice">' in body
    assert "<text>&lt;p&gt;Where?&lt;/p&gt;</text>" in body
    assert '<answer fraction="100" format="html">' in body
    assert "extra" not in body


def test_an_essay_becomes_a_written_answer_and_says_what_it_loses():
    inside = (
        "<minwordlimit>50</minwordlimit><maxwordlimit>0</maxwordlimit><attachments>1</attachments>"
        '<graderinfo format="html"><text>Be kind.</text></graderinfo>'
        '<responsetemplate format="html"><text>Dear colleague,</text></responsetemplate>'
    )
    found = taken(quiz(question("essay", inside)))
    assert found.data | {"key": ""} == {"key": "", "type": "written", "stem": "Where?", "words_least": 50}
    assert found.notes == (
        "Files that go with the answer are not taken: ask for them in a question of the type “upload”.",
        "Its information for graders is lost: tell it in the rubric.",
        "The text that an answer begins with is lost.",
        "It becomes a written answer without a rubric: write one before you use it.",
    )


@pytest.mark.parametrize("kind", HELD)
@settings(max_examples=15, deadline=None)
@given(st.data())
def test_what_is_written_comes_back(kind, data):
    questions = data.draw(files(TYPES[kind]))
    found, notes = there_and_back("moodle", questions)
    assume(not any("not written" in note or "comes first" in note for note in notes))
    assert found == questions


@settings(max_examples=15, deadline=None)
@given(files(matching(feedback=st.just(""))))
def test_pairs_come_back_without_their_feedback(questions):
    assert there_and_back("moodle", questions)[0] == questions

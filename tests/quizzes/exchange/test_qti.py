"""QTI 2.1 and 3.0: every feature that maps, what does not, and that what we write comes back."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizzes.exchange import read, write
from tests.quizzes.exchange import asking
from tests.quizzes.exchange.asking import there_and_back
from tests.quizzes.exchange.generated import TYPES, files
from tests.quizzes.exchange.qti_samples import (
    CHOICES,
    as_v3,
    choice,
    item,
    manifest,
    mapped,
    modal,
    package,
    response,
    template,
)

pytestmark = pytest.mark.once
HELD = ["sba", "multiple", "matrix", "extended", "matching", "ordering", "numeric", "short", "gaps", "written"]
MATCH, MAP = template("match_correct"), template("map_response")


@pytest.fixture(params=["2.1", "3.0"])
def taken(request):
    """Return a closure that reads an item told in the spelling of 2.1, in both spellings."""
    return lambda source: asking.taken(source if request.param == "2.1" else as_v3(source), "item.xml")


@pytest.fixture
def data(taken):
    def read_one(source):
        found = taken(source)
        assert not found.refused
        return found.data

    return read_one


def keys(data):
    return [option["text"] for option in data["options"] if option.get("correct")]


def test_one_choice_makes_a_single_best_answer(taken):
    found = taken(item(response("B"), choice(), MATCH))
    assert (found.line, found.name, found.notes) == (2, "Trapezius", ())
    assert found.data == {
        "key": "trap-1",
        "type": "sba",
        "stem": "Where?",
        "options": [{"text": "A text"}, {"text": "B text", "correct": True}, {"text": "C text"}],
    }


def test_mapped_values_make_scoring_by_share(data):
    found = data(item(response("B", mapping=mapped({"A": "1", "B": "2", "C": "-1"})), choice(), MAP))
    assert found["scoring"] == "fractions"
    assert [option["fraction"] for option in found["options"]] == ["0.5", "1", "0"]


def test_without_rules_of_marking_the_right_response_is_right(data):
    assert keys(data(item(response("C"), choice()))) == ["C text"]


def test_several_choices_marked_by_match_are_all_or_nothing(data):
    found = data(item(response("AB", cardinality="multiple"), choice(most="0"), MATCH))
    assert (found["type"], found["scoring"], keys(found)) == ("multiple", "all_or_nothing", ["A text", "B text"])


def test_several_choices_with_mapped_values_find_their_rule(taken):
    mapping = mapped({"A": "1", "B": "1", "C": "-1"}, more='lowerBound="0"')
    found = taken(item(response("AB", cardinality="multiple", mapping=mapping), choice(most="3"), MAP))
    assert (found.data["scoring"], found.data["max_picks"], found.notes) == ("right_minus_wrong", 3, ())


def test_values_for_right_choices_only_cap_the_picks(taken):
    told = response("AB", cardinality="multiple", mapping=mapped({"A": "0.5", "B": "0.5"}))
    assert taken(item(told, choice(most="2"), MAP)).notes == ()
    assert taken(item(told, choice(most="0"), MAP)).notes == ("No more options can be picked than are right.",)


def test_an_upper_bound_is_the_whole_mark(taken):
    mapping = mapped({"A": "1", "B": "1"}, more='upperBound="1"')
    found = taken(item(response("AB", cardinality="multiple", mapping=mapping), choice(most="2"), MAP))
    assert found.notes == ("Every right option earns the same share.",)


def test_a_limit_of_choices_is_kept(data):
    found = data(item(response("AB", cardinality="multiple"), choice(most="2"), MATCH))
    assert found["max_picks"] == 2


def test_a_prompt_is_part_of_the_stem(data):
    body = choice("<prompt>Where <b>most</b>?</prompt>" + CHOICES, before="<p>She has pain.</p>")
    assert data(item(response("B"), body, MATCH))["stem"] == "<p>She has pain.</p><p>Where <b>most</b>?</p>"


def test_options_are_plain_text_and_pictures_are_named(taken):
    choices = CHOICES.replace("A text", 'H<sub>2</sub>O <b>x</b><img src="a.png" alt=""/>')
    found = taken(item(response("B"), choice(choices), MATCH))
    assert found.data["options"][0]["text"] == "H₂O x"
    assert found.notes == ("Option: lost are <b>, <img> (a.png).",)


def test_feedback_in_a_choice_is_taken(data):
    inline = '<feedbackInline outcomeIdentifier="FEEDBACK" identifier="A" showHide="show">No</feedbackInline>'
    choices = CHOICES.replace("A text", "A text" + inline)
    assert data(item(response("B"), choice(choices), MATCH))["options"][0] == {"text": "A text", "feedback": "No"}


def test_modal_feedback_goes_to_the_choice_that_it_names(data):
    found = data(item(response("B"), choice(), MATCH, after=modal("B", "Yes") + modal("A", "No")))
    assert [option.get("feedback") for option in found["options"]] == ["No", "Yes", None]


def test_feedback_for_right_and_wrong_goes_to_right_and_wrong_options(taken):
    found = taken(item(response("B"), choice(), MATCH, after=modal("correct", "Yes") + modal("incorrect", "No")))
    assert [option["feedback"] for option in found.data["options"]] == ["No", "Yes", "No"]
    assert found.notes == ()


def test_other_feedback_becomes_the_rationale_and_says_so(taken):
    found = taken(item(response("B"), choice(), MATCH, after=modal("x", "Simons <b>1999</b>")))
    assert found.data["rationale"] == "<p>Simons <b>1999</b></p>"
    assert found.notes == ("Feedback on some answers is told to all, in the rationale.",)


def test_rules_spelt_out_are_understood(data):
    rules = (
        "<responseProcessing><responseCondition><responseIf>"
        '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
        "</responseIf></responseCondition></responseProcessing>"
    )
    assert "scoring" not in data(item(response("B", mapping=mapped({"A": "0.5", "B": "1"})), choice(), rules))


def test_rules_of_its_own_are_noted(taken):
    rules = (
        '<responseProcessing><setOutcomeValue identifier="SCORE"><random><baseValue baseType="float">1'
        "</baseValue></random></setOutcomeValue></responseProcessing>"
    )
    assert taken(item(response("B"), choice(), rules)).notes == ("Its own rules of marking are lost.",)


def test_an_ordering_follows_the_right_response(data):
    body = f'<p>Sort.</p><orderInteraction responseIdentifier="RESPONSE">{CHOICES}</orderInteraction>'
    found = data(item(response("CAB", cardinality="ordered"), body, MATCH))
    assert [entry["text"] for entry in found["items"]] == ["C text", "A text", "B text"]
    assert found["scoring"] == "all_or_nothing"


def match(left, right):
    sets = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{name}" matchMax="1">{text}</simpleAssociableChoice>'
            for name, text in told.items()
        )
        + "</simpleMatchSet>"
        for told in (left, right)
    )
    return f'<p>Match.</p><matchInteraction responseIdentifier="RESPONSE">{sets}</matchInteraction>'


def pairs(*told, mapping=""):
    return response(told, "directedPair", "multiple", mapping)


LEFT, RIGHT = {"C1": "first", "C2": "second"}, {"A": "atlas", "X": "axis", "S": "sacrum"}


def test_matching_keeps_pairs_and_distractors(taken):
    mapping = mapped({"C1 A": "1", "C2 X": "1"})
    found = taken(item(pairs("C1 A", "C2 X", mapping=mapping), match(LEFT, RIGHT), MAP))
    assert found.data["pairs"] == [{"left": "first", "right": "atlas"}, {"left": "second", "right": "axis"}]
    assert found.data["distractors"] == [{"text": "sacrum"}]
    assert ("scoring" in found.data, found.notes) == (False, ())


def test_matching_marked_by_match_is_all_or_nothing(data):
    assert data(item(pairs("C1 A", "C2 A"), match(LEFT, RIGHT), MATCH))["scoring"] == "all_or_nothing"


def test_values_that_differ_between_pairs_are_noted(taken):
    mapping = mapped({"C1 A": "1", "C2 X": "0.5"}, default="-1")
    assert taken(item(pairs("C1 A", "C2 X", mapping=mapping), match(LEFT, RIGHT), MAP)).notes == (
        "Every pair earns the same share.",
        "Wrong pairs that cost marks earn nothing instead.",
    )


def test_matching_with_true_and_false_makes_a_matrix(data):
    found = data(item(pairs("C1 T", "C2 F"), match(LEFT, {"F": "False", "T": "True"}), MATCH))
    assert found["type"] == "matrix"
    assert found["statements"] == [{"text": "first", "is_true": True}, {"text": "second"}]


def entry(name="RESPONSE"):
    return f'<textEntryInteraction responseIdentifier="{name}" expectedLength="15"/>'


def test_a_text_entry_with_mapped_values_makes_a_short_answer(taken):
    mapping = mapped({"accessory": "1", "XI": "0.5"}, caseSensitive="false")
    found = taken(item(response(["accessory"], "string", mapping=mapping), f"<p>Which?</p><p>{entry()}</p>", MAP))
    assert found.data == {
        "key": "trap-1",
        "type": "short",
        "stem": "Which?",
        "answers": [{"text": "accessory"}, {"text": "XI", "fraction": "0.5"}],
    }
    assert found.notes == ()


def test_a_text_entry_marked_by_match_is_taken_letter_by_letter(data):
    assert data(item(response(["XI"], "string"), f"<p>Which? {entry()}</p>", MATCH))["case_sensitive"]


def test_a_text_entry_within_a_sentence_leaves_a_gap_in_the_stem(data):
    found = data(item(response(["XI"], "string"), f"<p>The {entry()} nerve.</p>", MATCH))
    assert found["stem"] == "The _____ nerve."


def test_an_asterisk_in_a_foreign_answer_is_noted(taken):
    mapping = mapped({"a*": "1"})
    notes = taken(item(response(["a*"], "string", mapping=mapping), f"<p>Which? {entry()}</p>", MAP)).notes
    assert notes == ("An asterisk in an answer stands for any words.",)


def near(tests):
    """Rules that ask how near a number comes: (test, what it earns) pairs."""
    branches = "".join(
        f"<{'responseElseIf' if n else 'responseIf'}>{test}"
        f'<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{share}</baseValue></setOutcomeValue>'
        f"</{'responseElseIf' if n else 'responseIf'}>"
        for n, (test, share) in enumerate(tests)
    )
    return f"<responseProcessing><responseCondition>{branches}</responseCondition></responseProcessing>"


def equal(attributes, name="equal"):
    return f'<{name} {attributes}><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></{name}>'


@pytest.mark.parametrize(
    ("test", "kind", "tolerance"),
    [
        (equal('toleranceMode="exact"'), None, None),
        (equal('toleranceMode="absolute" tolerance="0.5 0.5"'), None, "0.5"),
        (equal('toleranceMode="relative" tolerance="5 5"'), "relative", "0.05"),
        (equal('roundingMode="significantFigures" figures="3"', "equalRounded"), "significant", "3"),
    ],
)
def test_a_number_keeps_the_kind_of_its_tolerance(taken, test, kind, tolerance):
    found = taken(item(response(["12.50"], "float"), f"<p>How many? {entry()}</p>", near([(test, 1)])))
    assert (found.data["type"], found.data["value"], found.notes) == ("numeric", "12.5", ())
    assert (found.data.get("tolerance_kind"), found.data.get("tolerance")) == (kind, tolerance)


def test_wider_tolerances_become_bands(data):
    tests = [(equal(f'toleranceMode="absolute" tolerance="{width}"'), share) for width, share in [(1, 2), (2, 1)]]
    found = data(item(response(["7"], "integer"), f"<p>How many? {entry()}</p>", near(tests)))
    assert (found["tolerance"], found["bands"]) == ("1", [{"tolerance": "2", "fraction": "0.5"}])


def test_a_number_marked_by_match_is_exact(data):
    found = data(item(response(["7"], "integer"), f"<p>How many? {entry()}</p>", MATCH))
    assert (found["value"], "tolerance" in found) == ("7", False)


def test_several_text_entries_make_a_gap_fill(taken):
    told = response(["atlas"], "string", mapping=mapped({"atlas": "1", "C1": "1"}), name="R1")
    told += response(["axis"], "string", mapping=mapped({"axis": "1", "C3": "0.5"}), name="R2")
    found = taken(item(told, f"<p>Fill.</p><p>The {entry('R1')} is on the {entry('R2')}.</p>", ""))
    assert (found.data["stem"], found.data["text"]) == ("Fill.", "The [1] is on the [2].")
    assert found.data["gaps"] == [{"answers": ["atlas", "C1"]}, {"answers": ["axis"]}]
    assert found.notes == ("Answers that earn a part of a gap's mark earn nothing.",)


def test_inline_choices_make_gaps_with_menus(data):
    choices = "".join(f'<inlineChoice identifier="{n}">{text}</inlineChoice>' for n, text in RIGHT.items())
    inline = (
        f'<inlineChoiceInteraction responseIdentifier="RESPONSE" shuffle="false">{choices}</inlineChoiceInteraction>'
    )
    found = data(item(response("X"), f"<p>It sits on the {inline}, see [2].</p>", MATCH))
    assert found["text"] == "It sits on the [1], see (2)."
    assert found["gaps"] == [{"answers": ["axis"], "choices": ["atlas", "axis", "sacrum"]}]


def test_a_long_text_becomes_a_written_answer_with_its_model(taken):
    essay = '<p>Write a note.</p><extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="9"/>'
    found = taken(item(response(["S: stiff."], base="string"), essay))
    told = {name: found.data[name] for name in ("type", "stem", "model_answer")}
    assert told == {"type": "written", "stem": "Write a note.", "model_answer": "S: stiff."}
    assert found.notes == ("It becomes a written answer without a rubric: write one before you use it.",)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        *(
            (item("", f'<{name} responseIdentifier="RESPONSE"/>'), f"{name} is not taken yet.")
            for name in (
                "associateInteraction",
                "hotspotInteraction",
                "hottextInteraction",
                "gapMatchInteraction",
                "graphicOrderInteraction",
                "selectPointInteraction",
                "sliderInteraction",
                "uploadInteraction",
                "drawingInteraction",
                "mediaInteraction",
                "customInteraction",
            )
        ),
        (item("", "<p>Read this.</p>"), "It asks nothing: it has no interaction."),
        (item("", choice()), "One of its interactions has no response declared."),
        (item(response(), choice(), MATCH), "It declares no right response."),
        (item(response("B"), choice() * 2, MATCH), "It asks 2 things at once."),
        (item(response("B"), choice() + entry(), MATCH), "It asks 2 things at once."),
        (item(response(["1 2"], "point"), choice(), template("map_response_point")), None),
        (item(response("B"), choice()).replace('adaptive="false"', 'adaptive="true"'), None),
        (item("<templateDeclaration identifier='N'/>" + response("B"), choice()), None),
        (item(pairs("C1 A"), match(LEFT, RIGHT), MATCH), "An entry on the left goes with nothing."),
        (
            item(pairs("C1 A", "C1 X", "C2 X"), match(LEFT, RIGHT), MATCH),
            "One entry on the left goes with several on the right, or with none.",
        ),
        (
            item(response("AB", cardinality="multiple"), choice(most="1"), MATCH),
            "Fewer options may be picked than are right.",
        ),
        (item(response(["x"], "float"), f"<p>? {entry()}</p>", MATCH), "“x” is not a number that can be read."),
    ],
)
def test_what_cannot_be_taken_says_why(taken, source, reason):
    found = taken(source)
    assert found.data is None
    assert found.refused == reason if reason else found.refused


@pytest.mark.parametrize(
    ("root", "reason"),
    [
        ("assessmentTest", "A test names its questions: upload the package that holds them too."),
        ("questestinterop", "This is QTI 1.2: export it as QTI 2.1 or 3.0."),
    ],
)
def test_files_that_are_no_items_are_named(root, reason):
    assert asking.taken(f'<{root} title="x"/>', "a.xml").refused == reason


ITEM = item(response("B"), choice(), MATCH)


def test_a_package_is_read_in_the_order_of_its_manifest():
    body = package(
        a__xml=ITEM.replace("trap-1", "a"),
        b__xml=ITEM.replace("trap-1", "b"),
        imsmanifest__xml=manifest("b.xml", "a.xml"),
    )
    found = read("package.zip", body)
    assert (found.format, [entry["key"] for entry in found.questions]) == ("qti21", ["b", "a"])
    assert [entry.name for entry in found.items] == ["Trapezius (b.xml)", "Trapezius (a.xml)"]


def test_a_package_of_version_3_is_known_by_its_manifest():
    body = package(a__xml=as_v3(ITEM), imsmanifest__xml=manifest("a.xml", kind="imsqti_item_xmlv3p0"))
    assert read("package.zip", body).format == "qti3"


def test_items_that_no_manifest_lists_are_read_too():
    assert len(read("package.zip", package(x___a__xml=ITEM, x___b__xml=ITEM)).questions) == 2


def test_a_broken_item_of_a_package_hides_no_other():
    body = package(
        a__xml="<assessmentItem>\n<p></assessmentItem>",
        b__xml=ITEM,
        imsmanifest__xml=manifest("a.xml", "b.xml", "c.xml"),
    )
    found = read("package.zip", body).items
    assert [(entry.line, entry.name, entry.refused) for entry in found] == [
        (2, "a.xml", "The XML cannot be read: mismatched tag."),
        (2, "Trapezius (b.xml)", ""),
        (None, "c.xml", "c.xml is not in the archive."),
    ]


def test_what_a_package_holds_besides_items_is_named():
    body = package(
        a__xml=ITEM,
        test__xml="<assessmentTest/>",
        lom__xml="<lom/>",
        img___knee__png="x",
        imsmanifest__xml=manifest("a.xml"),
    )
    assert read("package.zip", body).notes == (
        "The test in test.xml is not taken, only its questions.",
        "lom.xml is no item: it is passed over.",
        "Pictures and other files are not taken: img/knee.png.",
    )


def test_a_package_without_items_is_refused_and_says_what_it_holds():
    found = read("a.zip", package(readme__txt="x"))
    assert found.items[0].refused == "There is no question in the file."
    assert found.notes == ("Pictures and other files are not taken: readme.txt.",)


@pytest.mark.parametrize("kind", ["key_feature", "concordance"])
@settings(max_examples=2, deadline=None)
@given(st.data())
def test_a_type_that_qti_lacks_is_named(kind, data):
    question = data.draw(files(TYPES[kind]))[0]
    assert write("qti3", [question]).notes == (
        f"{question['key']}: not written. QTI has no questions of the type “{kind}”.",
    )


def test_what_other_systems_mark_differently_is_named():
    question = asking.data(item(response("AB", cardinality="multiple"), choice(most="2"), MATCH))
    assert write("qti3", [question | {"scoring": "ps50", "outcome": "Name it"}]).notes == (
        "trap-1: Other systems will not see outcome, max_picks.",
        "trap-1: QTI has no rule “ps50”: other systems mark differently.",
    )


def written(form):
    question = asking.data(ITEM) | {"rationale": "Simons"}
    question["options"][0]["feedback"] = "No"
    with ZipFile(BytesIO(write(form, [question]).body)) as archive:
        return archive.read("items/trap-1.xml").decode(), archive.read("imsmanifest.xml").decode()


def test_an_item_of_2_1_reads_as_the_specification_spells_it():
    source, manifest = written("qti21")
    assert ' xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"' in source
    assert '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">' in source
    assert '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="C1" showHide="show">No</modalFeedback>' in source
    assert 'type="imsqti_item_xmlv2p1" href="items/trap-1.xml"' in manifest


def test_an_item_of_3_0_reads_as_the_specification_spells_it():
    source, manifest = written("qti3")
    assert ' xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"' in source
    assert '<qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1">' in source
    assert 'show-hide="show"><qti-content-body>No</qti-content-body></qti-modal-feedback>' in source
    assert 'type="imsqti_item_xmlv3p0" href="items/trap-1.xml"' in manifest


def test_the_parts_of_an_item_stand_in_the_order_of_the_schema():
    source, _manifest = written("qti21")
    places = [source.index(f"<{name}") for name in ("responseD", "outcomeD", "itemBody", "responseP", "modalF")]
    assert places == sorted(places)


def test_a_key_that_begins_with_a_digit_makes_a_proper_identifier():
    question = asking.data(ITEM) | {"key": "1-a"}
    assert b'identifier="_1-a"' in ZipFile(BytesIO(write("qti21", [question]).body)).read("items/1-a.xml")
    assert there_and_back("qti21", [question])[0] == [question]


@pytest.mark.parametrize("form", ["qti3", "qti21"])
@pytest.mark.parametrize("kind", HELD)
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_what_is_written_comes_back(form, kind, data):
    questions = data.draw(files(TYPES[kind]))
    found, notes = there_and_back(form, questions)
    assume(not any("not written" in note for note in notes))
    assert found == questions

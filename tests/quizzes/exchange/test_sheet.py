"""Our spreadsheet: what a row says, what is refused, and that what we write comes back, in CSV and in Excel."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from quizzes.exchange import read, tidy, write
from quizzes.types import QUESTION_TYPES
from tests.quizzes.exchange.asking import data, taken, there_and_back
from tests.quizzes.exchange.generated import TYPES, files
from tests.quizzes.samples import sample

pytestmark = pytest.mark.once
HEADER = "key,type,stem,part,wording,correct,feedback\n"
SAMPLE = HEADER + "neck,sba,Where?,option,Temple,yes,There\n,,,,Heel,,\n,,,,Knee,no,\n"


def workbook(*rows, **others):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title in others:
        book.create_sheet(title)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_without_a_key_belong_to_the_question_before():
    assert data(SAMPLE) == {
        "key": "neck",
        "type": "sba",
        "stem": "Where?",
        "options": [{"text": "Temple", "correct": True, "feedback": "There"}, {"text": "Heel"}, {"text": "Knee"}],
    }


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_any_of_the_usual_delimiters_will_do(delimiter):
    assert data(SAMPLE.replace(",", delimiter)) == data(SAMPLE)


def test_columns_may_stand_in_any_order_and_any_case():
    assert data("Correct,KEY,Stem,Type,wording\nyes,neck,Where?,sba,Temple\n,,,,Heel\n")["stem"] == "Where?"


def test_rows_of_a_question_may_stand_apart():
    found = read("a.csv", (HEADER + "a,sba,A?,,x,yes,\nb,sba,B?,,x,yes,\na,,,,y,,\nb,,,,z,,\n").encode())
    assert [[o["text"] for o in item.data["options"]] for item in found.items] == [["x", "y"], ["x", "z"]]


def test_a_row_with_a_stem_and_no_key_begins_a_question():
    found = read("a.csv", (HEADER + ",sba,One?,,x,yes,\n,,,,y,,\n,sba,Two?,,x,yes,\n,,,,y,,\n").encode())
    assert [item.data["key"] for item in found.items] == ["one", "two"]


def test_a_matching_question_names_its_parts():
    body = "key,type,stem,part,wording,answer\nm,matching,Match,pair,C1,atlas\n,,,pair,C2,axis\n,,,distractor,sacrum,\n"
    found = data(body)
    assert found["pairs"][1] == {"left": "C2", "right": "axis"}
    assert found["distractors"] == [{"text": "sacrum"}]


def test_a_cell_holds_several_texts_between_strokes():
    body = "key,type,stem,text,part,wording,choices,tags\n" + r"g,gaps,Fill,The [1],gap,atlas | C\|1,,neck|head" + "\n"
    found = data(body)
    assert found["gaps"] == [{"answers": ["atlas", "C|1"]}]
    assert found["tags"] == ["neck", "head"]


def test_columns_that_are_not_known_are_named_once():
    found = read("a.csv", SAMPLE.replace("feedback", "feedback,author").replace("There", "There,Ann").encode())
    assert found.notes == ("Columns that are not known are passed over: author.",)


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("n,quiz,Where?,,x,yes,\n", 2, "There is no type “quiz”."),
        ("n,,Where?,,x,yes,\n", 2, "There is no type “”."),
        ("n,sba,,,x,yes,\n,,,,y,,\n", 2, "It has no stem."),
        ("n,sba,Where?,,x,yes,\nn,sba,When?,,y,,\n", 2, "Its rows differ in the column stem."),
        ("n,sba,Where?,,x,maybe,\n", 2, "“maybe” is neither yes nor no."),
        ("n,sba,Where?,,x,yes,\n,,,pair,y,,\n", 3, "A row names the part “pair”; sba takes option."),
        ("n,ordering,Sort,,x,yes,\n", 2, "The part “item” has nothing in the column correct."),
        ("n,sba,Where?,,x,yes,\n", 2, "It takes 2 to 12 options; here are 1."),
        ("n,sba," + "x" * 200_000, 2, "From here on the file cannot be read: field larger than field limit (131072)."),
        ('n,sba,Where?,,"x,yes,\n', 2, "From here on the file cannot be read: unexpected end of data."),
    ],
)
def test_what_cannot_be_taken_says_why_and_hides_nothing_before(rows, line, reason):
    good, bad = read("a.csv", (HEADER + "ok,sba,Who?,,x,yes,\n,,,,y,,\n" + rows).encode()).items
    assert not good.refused
    assert (bad.line, bad.refused) == (line + 2, reason)


def test_a_break_in_the_middle_of_a_question_refuses_that_question():
    found = taken(SAMPLE + ',,,,"half')
    assert found.refused == "From here on the file cannot be read: unexpected end of data."


def test_a_sheet_without_our_columns_is_refused():
    assert taken(workbook(["Name", "Mark"])).refused == "The first line must name the columns key, type and stem."


def test_a_first_line_that_breaks_off_is_refused():
    assert taken('key,type,stem,"wording\n').refused == "The first line cannot be read: unexpected end of data."


def test_another_encoding_is_refused_by_byte_and_line():
    found = taken(SAMPLE.encode() + b"x,sba,W\xf6?,,,,\n")
    assert (found.line, found.refused[:48]) == (5, "The file is not UTF-8: line 5 has the byte 0xF6 ")


def test_numbers_and_truth_values_of_a_workbook_are_read_as_texts():
    found = data(
        workbook(
            ["key", "type", "stem", "part", "wording", "correct"],
            [2, "sba", "Half of what?", None, 0.1, True],
            [None, None, None, None, 5.0, False],
            [None, None, None, None, 12, None],
        )
    )
    assert found["key"] == "2"
    assert [option["text"] for option in found["options"]] == ["0.1", "5", "12"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("=1+1", "A cell holds a formula: put its value there."),
        ("#REF!", "A cell holds an error: #REF!."),
        (date(2026, 1, 2), "A cell holds a date or the like (2026-01-02 00:00:00): format it as text."),
    ],
)
def test_a_cell_of_a_workbook_that_is_no_text_refuses_its_question_only(value, reason):
    header = ["key", "type", "stem", "wording", "correct"]
    rows = [["a", "sba", "A?", "x", 1], [None, None, None, value, None], ["b", "sba", "B?", "x", 1], ["b", "", "", "y"]]
    bad, good = read("a.xlsx", workbook(header, *rows)).items
    assert (bad.line, bad.refused, good.refused) == (3, reason, "")


def test_only_the_first_sheet_is_read_and_said_so():
    body = workbook(["key", "type", "stem"], ["a", "sba", "A?"], second=[])
    assert read("a.xlsx", body).notes == ("Only the first sheet is read, “Sheet”.",)


def test_old_excel_is_named():
    assert taken(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600).refused == (
        "This is a workbook of old Excel: save it as .xlsx."
    )


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "=cmd|' /C calc'!A0"]


def question(**more):
    options = [{"text": text, "correct": text == "+1"} for text in DANGEROUS]
    return tidy({"key": "a", "type": "sba", "stem": "=HYPERLINK(1)", "options": options} | more)


def cells_of(form, body):
    if form == "csv":
        return [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
    sheet = load_workbook(io.BytesIO(body)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    return [cell.value or "" for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_can_be_taken_for_a_formula(form):
    numeric = tidy({"key": "b", "type": "numeric", "stem": "How cold?", "value": "-5"})
    body = write(form, [question(tags=["=x", "@y"]), numeric]).body
    assert not [cell for cell in cells_of(form, body) if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_looks_like_a_formula_comes_back_as_it_was(form):
    assert there_and_back(form, [question()])[0] == [question()]


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "x005F_", "a\u2028b", "#REF", "#REF!", "#N/A", "'#N/A"])
def test_what_excel_writes_in_its_own_way_comes_back(text):
    asked = question(stem=text)
    assert there_and_back("xlsx", [asked])[0] == [asked]


def test_a_text_too_long_for_excel_is_not_cut_off():
    assert write("xlsx", [question(stem="x" * 40_000)]).notes == (
        "a: not written. Excel holds no text of more than 32767 characters.",
    )


def test_an_invalid_question_is_named_and_not_written():
    assert write("csv", [question(), {"key": "b", "type": "sba", "stem": "x"}]).notes == (
        "b: not written. It takes 2 to 12 options; here are 0.",
    )


def test_the_levels_of_a_criterion_stand_below_it():
    body = (
        "key,type,stem,part,wording,points\n"
        "n,written,Write a note,criterion,Plan,\n,,,level,Whole,2\n,,,level,None,0\n"
        ",,,criterion,Words,\n,,,level,Clear,1\n,,,level,Unclear,0\n"
    )
    assert [[level["name"] for level in row["levels"]] for row in data(body)["rubric"]] == [
        ["Whole", "None"],
        ["Clear", "Unclear"],
    ]


def test_a_question_on_a_picture_of_ones_own_is_named_and_not_written():
    picture = {"file": "images/questions/a.webp", "width": 3, "height": 2, "alt": "A back"}
    targets = [{"text": "Here", "correct": True, "x": 1, "y": 2}, {"text": "There", "x": 3, "y": 4}]
    asked = {"key": "b", "type": "hotspot", "stem": "Where?", "targets": targets, "picture": picture}
    reason = "It asks on a picture of the academy’s own, which no file of questions holds."
    assert write("csv", [asked]).notes == (f"b: not written. {reason}",)


@pytest.mark.parametrize("kind", TYPES)
@settings(max_examples=10, deadline=None)
@given(st.data())
def test_every_type_comes_back_from_csv(kind, data):
    questions = data.draw(files(TYPES[kind]))
    assert there_and_back("csv", questions) == (questions, ())


@settings(max_examples=20, deadline=None)
@given(files(st.one_of(*TYPES.values())))
def test_every_type_comes_back_from_excel(questions):
    assert there_and_back("xlsx", questions) == (questions, ())


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.sampled_from('",;\n\r'), st.characters())))
def test_no_text_breaks_the_reader(text):
    assert read("a.csv", (HEADER + text).encode("utf-8", "surrogatepass")).items


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_no_type_of_the_bank_is_left_out(kind):
    asked = tidy(sample(kind))
    assert there_and_back("xlsx", [asked]) == ([asked], ())

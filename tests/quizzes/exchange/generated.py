"""Questions of every type for tests by property, with texts full of the signs that formats live on."""

from decimal import Decimal

from hypothesis import strategies as st

from quizzes.exchange import tidy
from quizzes.exchange.common.limits import SCORINGS
from quizzes.exchange.common.texts import lines, one_line

SIGNS = [
    *(
        "\\",
        "#",
        "=",
        "{",
        "}",
        "~",
        ":",
        "%",
        "[",
        "]",
        "<",
        ">",
        "&",
        '"',
        "'",
        "*",
        "/",
        "|",
        ";",
        ",",
        "-",
        "@",
        "+",
    ),
    *(
        " ",
        "  ",
        "->",
        "####",
        "::",
        "//",
        "</b>",
        "&amp;",
        "%50%",
        "[html]",
        "[[1]]",
        "ANSWER: A",
        "A) ",
        "]]>",
        "é",
        "ß",
    ),
    *("{1:SA:=x}", "\\n", "$CATEGORY:", "<br>", "true", "TRUE", "1,5", "..", "\N{NO-BREAK SPACE}", "=1+1", "“", "<p>"),
]
letters = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
pieces = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(letters, max_size=5)), min_size=1, max_size=6)
texts = pieces.map("".join).map(one_line).filter(bool)
feedback = st.one_of(st.just(""), texts, st.lists(texts, min_size=2, max_size=3).map("\n".join).map(lines))
html = st.lists(
    st.sampled_from(
        ["<p>Where &lt; it is</p>", "<p>It <b>hurts</b></p>", "<ul><li>a</li><li>H<sub>2</sub>O</li></ul>"]
    ),
    min_size=1,
    max_size=3,
).map("".join)
paragraphs = st.lists(texts, min_size=1, max_size=3).map("\n\n".join)
rich = st.one_of(paragraphs, html)
shares = st.decimals(min_value=0, max_value=1, places=4)
parts = st.decimals(min_value="0.0001", max_value="0.9999", places=4)
tolerances = st.decimals(min_value=0, max_value=100, places=3)
keys = st.from_regex(r"[a-z0-9][a-z0-9]{0,9}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)


def distinct(most, fewest, values=texts):
    return st.lists(values, min_size=fewest, max_size=most, unique_by=lambda text: one_line(text).casefold())


@st.composite
def sba(draw, scorings=SCORINGS["sba"], feedback=feedback):
    told = draw(distinct(5, 2))
    right = draw(st.integers(0, len(told) - 1))
    scoring = draw(st.sampled_from(scorings))
    options = [
        {"text": text, "correct": n == right, "feedback": draw(feedback), "fraction": 1 if n == right else draw(parts)}
        for n, text in enumerate(told)
    ]
    return {"type": "sba", "options": options, "scoring": scoring}


@st.composite
def multiple(draw):
    told = draw(distinct(5, 2))
    rights = draw(st.sets(st.integers(0, len(told) - 1), min_size=1))
    options = [{"text": text, "correct": n in rights, "feedback": draw(feedback)} for n, text in enumerate(told)]
    most = draw(st.one_of(st.none(), st.integers(len(rights), len(told))))
    scoring = draw(st.sampled_from(SCORINGS["multiple"]))
    if scoring in {"ps1m", "ps50"} and most == len(rights):
        most = None
    return {"type": "multiple", "options": options, "scoring": scoring, "max_picks": most}


@st.composite
def matrix(draw):
    scoring = draw(st.sampled_from(SCORINGS["matrix"]))
    told = draw(distinct(4, 4) if scoring == "kprim" else distinct(5, 2))
    statements = [{"text": text, "is_true": draw(st.booleans()), "feedback": draw(feedback)} for text in told]
    return {"type": "matrix", "statements": statements, "scoring": scoring}


@st.composite
def extended(draw):
    options = draw(distinct(8, 6))
    stems = [
        {"text": text, "answer": draw(st.sampled_from(options)), "feedback": draw(feedback)}
        for text in draw(distinct(4, 1))
    ]
    scoring = draw(st.sampled_from(SCORINGS["extended"]))
    return {"type": "extended", "options": [{"text": text} for text in options], "stems": stems, "scoring": scoring}


@st.composite
def matching(draw, feedback=feedback):
    rights = draw(distinct(6, 2))
    lefts = draw(distinct(5, 2))
    pairs = [{"left": left, "right": draw(st.sampled_from(rights[:2])), "feedback": draw(feedback)} for left in lefts]
    distractors = [{"text": text} for text in rights[2:]]
    return {
        "type": "matching",
        "pairs": pairs,
        "distractors": distractors,
        "scoring": draw(st.sampled_from(SCORINGS["matching"])),
    }


@st.composite
def ordering(draw):
    items = [{"text": text} for text in draw(distinct(6, 2))]
    return {"type": "ordering", "items": items, "scoring": draw(st.sampled_from(SCORINGS["ordering"]))}


@st.composite
def numeric(draw):
    kind = draw(st.sampled_from(["absolute", "relative", "significant"]))
    value = draw(st.decimals(min_value=-1000, max_value=1000, places=3).filter(bool))
    figures = st.integers(1, 6).map(Decimal)
    first, *wider = sorted(draw(st.lists(figures if kind == "significant" else tolerances, min_size=1, max_size=3)))
    if kind == "significant":
        first, *wider = sorted([first, *wider], reverse=True)
    widths = dict.fromkeys(width for width in wider if width != first)
    units = draw(distinct(2, 0, st.sampled_from(["cm", "mm", "inch; x", "µm"])))
    return {
        "type": "numeric",
        "value": value,
        "tolerance": first,
        "tolerance_kind": kind,
        "bands": [{"tolerance": width, "fraction": draw(parts)} for width in widths],
        "unit": "m" if units else draw(st.sampled_from(["", "kg"])),
        "units": [{"name": name, "factor": draw(st.sampled_from(["0.01", "25.4", "3"]))} for name in units],
    }


spelling = st.fixed_dictionaries(
    {"case_sensitive": st.booleans(), "accents_matter": st.booleans(), "slips": st.integers(0, 2)}
)


@st.composite
def short(draw):
    answers = [
        {"text": text, "fraction": 1 if n == 0 else draw(shares), "feedback": draw(feedback)}
        for n, text in enumerate(draw(distinct(4, 1)))
    ]
    return {
        "type": "short",
        "answers": answers,
        "otherwise": draw(st.sampled_from(["wrong", "marker"])),
        **draw(spelling),
    }


plain_texts = texts.filter(lambda text: "[" not in text and "]" not in text)


@st.composite
def gaps(draw):
    told, text = [], draw(plain_texts)
    for n in range(1, draw(st.integers(1, 3)) + 1):
        answers = draw(distinct(3, 1))
        wrong = [choice for choice in draw(distinct(3, 1)) if choice.casefold() not in {a.casefold() for a in answers}]
        told.append({"answers": answers, "choices": [*answers, *wrong] if draw(st.booleans()) else []})
        text += f"{draw(st.sampled_from([' ', chr(10), chr(10) * 2]))}[{n}] {draw(plain_texts)}"
    scoring = draw(st.sampled_from(SCORINGS["gaps"]))
    return {"type": "gaps", "text": text, "gaps": told, "scoring": scoring, **draw(spelling)}


@st.composite
def key_feature(draw):
    told = draw(distinct(5, 2))
    rights = draw(st.sets(st.integers(0, len(told) - 1), min_size=1))
    options = [
        {
            "text": text,
            "correct": n in rights,
            "harmful": n not in rights and draw(st.booleans()),
            "also": draw(distinct(2, 0)),
            "feedback": draw(feedback),
        }
        for n, text in enumerate(told)
    ]
    form = draw(st.sampled_from(["menu", "write_in"]))
    return {"type": "key_feature", "options": options, "format": form, "max_picks": len(rights)}


@st.composite
def concordance(draw):
    panel = draw(st.lists(st.integers(0, 20), min_size=5, max_size=5).filter(any))
    scoring = draw(st.sampled_from(SCORINGS["concordance"]))
    told = {"hypothesis": draw(texts), "finding": draw(texts), "panel": panel}
    return {"type": "concordance", "scoring": scoring, **told}


percent = st.decimals(min_value=0, max_value=100, places=2).map(lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
spots = st.one_of(
    st.fixed_dictionaries({"muscle": texts, "point": texts}),
    st.fixed_dictionaries({"region": texts}),
    st.fixed_dictionaries({"x": percent, "y": percent}, optional={"radius": st.sampled_from(["0.5", "20"])}),
    st.just({"corners": "10,20 30.5,40"}),
)


@st.composite
def hotspot(draw):
    told = draw(distinct(5, 2))
    rights = draw(st.sets(st.integers(0, len(told) - 1), min_size=1))
    targets = [
        {"text": text, "correct": n in rights, "feedback": draw(feedback)} | draw(spots) for n, text in enumerate(told)
    ]
    return {
        "type": "hotspot",
        "view": draw(st.sampled_from(["front", "back"])),
        "targets": targets,
        "scoring": draw(st.sampled_from(SCORINGS["hotspot"])),
        "max_picks": draw(st.one_of(st.none(), st.integers(len(rights), len(told)))),
    }


@st.composite
def label(draw):
    told = draw(distinct(5, 2))
    targets = [{"text": text, "label": draw(texts), "feedback": draw(feedback)} | draw(spots) for text in told]
    return {
        "type": "label",
        "view": draw(st.sampled_from(["front", "back"])),
        "targets": targets,
        "distractors": [{"text": text} for text in draw(distinct(3, 0))],
        "scoring": draw(st.sampled_from(SCORINGS["label"])),
    }


@st.composite
def upload(draw):
    kinds = draw(st.sets(st.sampled_from(["photos", "films", "documents"]), min_size=1))
    return {
        "type": "upload",
        "instruction": draw(feedback),
        **{kind: kind in kinds for kind in ("photos", "films", "documents")},
        "most_files": draw(st.integers(1, 5)),
        "most_megabytes": draw(st.integers(1, 200)),
        **draw(by_people()),
    }


@st.composite
def written(draw):
    least, most = sorted(draw(st.tuples(st.integers(1, 5000), st.integers(1, 5000))))
    return {
        "type": "written",
        "words_least": draw(st.sampled_from([None, least])),
        "words_most": draw(st.sampled_from([None, most])),
        **draw(by_people()),
    }


@st.composite
def by_people(draw):
    levels = st.tuples(distinct(4, 2), st.integers(1, 100), st.lists(feedback, min_size=4, max_size=4)).map(
        lambda told: [
            {"name": name, "points": told[1] * n, "description": told[2][n]}
            for n, name in enumerate(told[0])
            if told[1] * n <= 100 or n < 2
        ]
    )
    rubric = [{"name": name, "description": draw(feedback), "levels": draw(levels)} for name in draw(distinct(3, 0))]
    return {
        "rubric": rubric,
        "model_answer": draw(feedback),
        "markers": draw(st.integers(1, 2)),
        "blind": draw(st.booleans()),
        "tolerance": draw(st.sampled_from(["0", "0.1", "0.2", "1"])),
    }


TYPES = {
    "sba": sba(),
    "multiple": multiple(),
    "matrix": matrix(),
    "extended": extended(),
    "matching": matching(),
    "ordering": ordering(),
    "numeric": numeric(),
    "short": short(),
    "gaps": gaps(),
    "key_feature": key_feature(),
    "concordance": concordance(),
    "hotspot": hotspot(),
    "label": label(),
    "written": written(),
    "upload": upload(),
}


def question(own, **common):
    """A question in its one spelling; ``common`` are strategies of further fields."""
    told = {
        "key": keys,
        "stem": rich,
        "rationale": st.one_of(st.just(""), rich),
        "references": st.one_of(st.just(""), rich),
        "outcome": st.one_of(st.just(""), texts),
        "difficulty": st.sampled_from(["easy", "medium", "hard"]),
        "tags": distinct(3, 0),
    }
    fixed = st.fixed_dictionaries(told | common)
    return st.tuples(fixed, own).map(lambda both: tidy(both[0] | both[1])).filter(lambda data: data.get("stem"))


def files(own, **common):
    """A few questions with keys of their own."""
    return st.lists(question(own, **common), min_size=1, max_size=3, unique_by=lambda data: data["key"])

"""The columns of our spreadsheet, and where the parts of each type stand in them."""

#: Told once for a question, in its first row or in each.
QUESTION = (
    "key",
    "type",
    "stem",
    "text",
    "hypothesis",
    "finding",
    "panel",
    "value",
    "tolerance",
    "tolerance_kind",
    "unit",
    "scoring",
    "max_picks",
    "format",
    "case_sensitive",
    "accents_matter",
    "slips",
    "otherwise",
    "difficulty",
    "outcome",
    "tags",
    "rationale",
    "references",
)
#: Told in a row of its own for each option, pair, ….
PART = (
    "part",
    "wording",
    "answer",
    "correct",
    "fraction",
    "harmful",
    "also",
    "choices",
    "margin",
    "factor",
    "feedback",
)
HEADER = (*QUESTION[:4], *PART, *QUESTION[4:])
#: Types that rows cannot hold: the criteria of a rubric have rows of their own below them.
WITHOUT_PLACE = {"written"}
#: Cells that hold several texts between upright strokes.
SEVERAL = {"tags", "panel", "also", "choices"}
#: By the list of a question: the word in the column ``part``, and the field for each column.
PARTS = {
    "options": (
        "option",
        {
            "wording": "text",
            "correct": "correct",
            "fraction": "fraction",
            "harmful": "harmful",
            "also": "also",
            "feedback": "feedback",
        },
    ),
    "statements": ("statement", {"wording": "text", "correct": "is_true", "feedback": "feedback"}),
    "stems": ("stem", {"wording": "text", "answer": "answer", "feedback": "feedback"}),
    "pairs": ("pair", {"wording": "left", "answer": "right", "feedback": "feedback"}),
    "distractors": ("distractor", {"wording": "text"}),
    "items": ("item", {"wording": "text"}),
    "answers": ("answer", {"wording": "text", "fraction": "fraction", "feedback": "feedback"}),
    "gaps": ("gap", {"wording": "answers", "choices": "choices"}),
    "bands": ("band", {"margin": "tolerance", "fraction": "fraction"}),
    "units": ("unit", {"wording": "name", "factor": "factor"}),
}
LIST_OF = {word: name for name, (word, _fields) in PARTS.items()}

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
    "view",
    "instruction",
    "photos",
    "films",
    "documents",
    "most_files",
    "most_megabytes",
    "words_least",
    "words_most",
    "model_answer",
    "markers",
    "blind",
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
    "points",
    "muscle",
    "point",
    "region",
    "x",
    "y",
    "radius",
    "corners",
    "feedback",
)
HEADER = (*QUESTION[:4], *PART, *QUESTION[4:])
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
    "targets": (
        "place",
        {
            "wording": "text",
            "answer": "label",
            "correct": "correct",
            "muscle": "muscle",
            "point": "point",
            "region": "region",
            "x": "x",
            "y": "y",
            "radius": "radius",
            "corners": "corners",
            "feedback": "feedback",
        },
    ),
    "rubric": ("criterion", {"wording": "name", "feedback": "description"}),
    "levels": ("level", {"wording": "name", "points": "points", "feedback": "description"}),
}
#: Lists within the parts of another list: their rows stand below the row of the part that they belong to.
WITHIN = {"rubric": "levels"}
LIST_OF = {word: name for name, (word, _fields) in PARTS.items()}

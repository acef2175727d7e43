"""One question of each type as files give it, and how a test asks it."""

from typing import Any

from quizzes.types import read
from quizzes.types.authoring import with_ids

PARTS = {
    "sba": {
        "options": [
            {"text": "A taut band", "feedback": "TELL"},
            {"text": "Familiar pain", "correct": True, "feedback": "TELL"},
            {"text": "A twitch"},
        ]
    },
    "multiple": {
        "options": [{"text": letter, "correct": letter in "AC", "feedback": "TELL"} for letter in "ABCD"],
        "max_picks": 3,
    },
    "matrix": {
        "statements": [
            {"text": "Recent surgery raises the risk", "is_true": True, "feedback": "TELL"},
            {"text": "A short flight makes it impossible"},
            {"text": "Breathlessness is an emergency", "is_true": True},
            {"text": "A squeeze of the calf rules it out", "feedback": "TELL"},
        ]
    },
    "extended": {
        "options": [{"text": f"Source {letter}"} for letter in "ABCDEF"],
        "stems": [
            {"text": "Wakes at night and shakes the hand", "answer": "Source B", "feedback": "TELL"},
            {"text": "Aches after turning a screwdriver", "answer": "Source D"},
        ],
        "scoring": "all_or_nothing",
    },
    "matching": {
        "pairs": [
            {"left": "Levator scapulae", "right": "Angle of the neck", "feedback": "TELL"},
            {"left": "Soleus", "right": "Heel"},
            {"left": "Temporalis", "right": "Temple"},
        ],
        "distractors": [{"text": "Thumb"}],
    },
    "ordering": {"items": [{"text": word} for word in ("Consent", "Warm", "Palpate", "Press", "Re-test")]},
    "numeric": {
        "value": "30",
        "tolerance": "1",
        "bands": [{"tolerance": "5", "fraction": "0.5"}],
        "unit": "s",
        "units": [{"name": "min", "factor": "60"}],
    },
    "short": {
        "answers": [
            {"text": "relieved by stretching", "feedback": "TELL"},
            {"text": "* swelling"},
            {"text": "short", "fraction": "0.5"},
        ],
        "slips": 1,
    },
    "gaps": {
        "text": "Hold for [1] to [2] seconds, within [3].",
        "gaps": [
            {"answers": ["10", "ten"]},
            {"answers": ["30"]},
            {"answers": ["tolerance"], "choices": ["tolerance", "reason", "reach"]},
        ],
    },
    "key_feature": {
        "options": [
            {"text": "Normal reflexes", "correct": True, "also": ["reflexes normal"], "feedback": "TELL"},
            {"text": "Familiar pain on pressure", "correct": True},
            {"text": "Age over fifty"},
            {"text": "Manipulate the neck", "harmful": True},
        ],
        "max_picks": 2,
    },
    "concordance": {
        "hypothesis": "a trigger point in the masseter",
        "finding": "the mouth will not open beyond 20 mm since yesterday",
        "panel": [6, 3, 1, 0, 0],
    },
    "hotspot": {
        "view": "back",
        "targets": [
            {"x": 300, "y": 240, "text": "Free border of the shoulder line", "correct": True, "feedback": "TELL"},
            {"x": 250, "y": 400, "text": "Below the shoulder blade", "feedback": "TELL"},
            {"x": 330, "y": 620, "text": "Small of the back"},
        ],
        "max_picks": 1,
    },
    "label": {
        "view": "back",
        "targets": [
            {"x": 300, "y": 240, "text": "at the shoulder line", "label": "Upper trapezius", "feedback": "TELL"},
            {"x": 250, "y": 420, "text": "at the side of the back", "label": "Latissimus dorsi"},
        ],
        "distractors": [{"text": "Soleus"}],
    },
    "written": {
        "words_most": 300,
        "rubric": [
            {
                "name": "Plan",
                "description": "TELL",
                "levels": [
                    {"name": "Absent", "points": 0},
                    {"name": "Partly", "points": 1, "description": "TELL"},
                    {"name": "Whole", "points": 3},
                ],
            },
            {"name": "Language", "levels": [{"name": "Unclear", "points": 0}, {"name": "Clear", "points": 1}]},
        ],
        "model_answer": "S: stiff. TELL\n\nO: taut band.",
        "markers": 2,
    },
    "upload": {
        "instruction": "Show both hands.",
        "films": True,
        "documents": True,
        "most_files": 3,
        "rubric": [
            {
                "name": "Position of the hands",
                "description": "TELL",
                "levels": [
                    {"name": "Unsafe", "points": 0},
                    {"name": "Safe", "points": 2, "description": "TELL"},
                    {"name": "Safe and at ease", "points": 3},
                ],
            },
            {"name": "Picture", "levels": [{"name": "Unclear", "points": 0}, {"name": "Clear", "points": 1}]},
        ],
        "model_answer": "Straight wrists. TELL",
        "markers": 2,
    },
}
#: Types whose every answer waits for people.
MARKED_BY_PEOPLE = {"written", "upload"}


def sample(kind: str, **more: Any) -> dict[str, Any]:
    """A question of this type as a file gives it."""
    shared = {"key": f"sample-{kind}".replace("_", "-"), "type": kind, "stem": f"What about it? ({kind})"}
    return shared | {"rationale": "Because it is so."} | PARTS[kind] | more


def ask(kind: str, **more: Any) -> Any:
    """The definition of a question of this type; ``more`` replaces fields of its own part."""
    return read({"type": kind, "stem": "…"} | with_ids(PARTS[kind] | more))

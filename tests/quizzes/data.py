"""Questions and cases as files give them, for arranging."""


def sba(key: str = "sba", **more) -> dict:
    """A single best answer whose second option is right."""
    return {
        "key": key,
        "type": "sba",
        "stem": f"Which finding supports an active trigger point? ({key})",
        "options": [
            {"text": "A taut band", "feedback": "Both kinds lie in a taut band."},
            {"text": "Familiar pain", "correct": True, "feedback": "Familiar pain makes it active."},
            {"text": "A twitch", "feedback": "A twitch helps to find it."},
        ],
        "rationale": f"Familiar pain separates active from latent. ({key})",
    } | more


def multiple(key: str = "multiple", **more) -> dict:
    """A multiple response whose keys are A and C of A to D."""
    return {
        "key": key,
        "type": "multiple",
        "stem": f"Choose two. ({key})",
        "options": [{"text": letter, "correct": letter in "AC", "feedback": f"About {letter}."} for letter in "ABCD"],
        "rationale": "A and C.",
    } | more


def case(key: str = "case", **more) -> dict:
    """A case of three stages, the second of which is critical; posture comes into view with the second."""
    decision = {name: value for name, value in sba().items() if name != "key"}
    return {
        "key": key,
        "title": "The headache that starts at the desk",
        "client": {"age": 38, "sex": "female", "occupation": "software tester"},
        "complaint": "Three months of dull headache.",
        "pain_drawing": ["temple"],
        "history": "No trauma.",
        "posture": "Head forward.",
        "stages": [
            {"title": "At first", "findings": "She points to her temple.", "decision": decision},
            {
                "title": "On the couch",
                "findings": "Combing that side hurts.",
                "reveals": ["posture"],
                "decision": decision | {"critical": True},
            },
            {"title": "Afterwards", "findings": "She feels easier.", "decision": decision},
        ],
        "rationale": "No red flag, so treat.",
    } | more

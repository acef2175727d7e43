"""Who asks for what: the pages that are measured, each with its visitors."""

from tests.bench.asks import Visitor, reader
from tests.bench.budgets import YARDSTICK
from tests.bench.sittings import answering
from tests.bench.world import World


def pages_of(world: World) -> dict[str, list[Visitor]]:
    """Return the visitors of each page: sixteen students with a session each, or somebody unknown."""
    students = list(enumerate(world.sessions))
    return {
        "hello": [reader("/bench/hello/")],
        YARDSTICK: [reader("/bench/hello-user/", session) for _number, session in students],
        "lesson page, enrolled student": [reader(world.lessons[n].get_url(), session) for n, session in students],
        "My learning": [reader("/learn/", session) for _number, session in students],
        "save an answer": [answering(world.short_quiz, session) for _number, session in students],
        "verify a certificate": [reader(f"/verify/{world.code}/")],
        "catalogue, anonymous, cached": [reader("/courses/")],
        "catalogue, anonymous, not cached": [reader("/courses/?unkept=1")],
        "course page, enrolled student": [reader(world.course.get_url(), session) for _number, session in students],
    }

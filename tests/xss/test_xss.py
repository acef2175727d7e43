"""Nothing that a student writes ever runs, wherever it is shown; and honest words are there as they were typed."""

import re

import pytest

from courses.forms_discussion import LineField
from tests.xss.corpus import HONEST_BODIES, HONEST_TITLES, TECHNIQUES, VECTORS
from tests.xss.fields import ECHOES, FIELDS
from tests.xss.recording import Recording, record
from tests.xss.watching import Watch

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.xdist_group("xss"),  # one recording serves all
]

HEAD = re.compile(r"<head\b.*?</head>", re.DOTALL)
OUR_SCRIPTS = re.compile(r'<script\b[^>]*\bsrc="/static/[^"]*"[^>]*></script>|<link\b[^>]*href="/static/[^>]*>')
#: Of each kind of fault one that works where nothing stops it.
ATTACKS_THAT_WORK = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href='java&Tab;script:alert(1)'>x</a>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<img src=//evil.example/pixel.gif>",
    "<base href=//evil.example/>",
    "<div class=post__body><p id=main>x</p></div>",
]
TITLES = [field for field in FIELDS if field.name == "title of a question"]
BODIES = [field for field in FIELDS if field.name == "body of an answer"]


@pytest.fixture(scope="module")
def attacked(django_db_setup, django_db_blocker) -> Recording:
    """The site with every vector in every field."""
    with django_db_blocker.unblock():
        return record(VECTORS)


@pytest.fixture(scope="module")
def honest(django_db_setup, django_db_blocker) -> tuple[Recording, Recording]:
    """The site with honest titles, and with honest words."""
    with django_db_blocker.unblock():
        bodies = [typed for typed, _seen in HONEST_BODIES]
        return record(HONEST_TITLES, fields=TITLES, echoes=[]), record(bodies, fields=BODIES, echoes=[])


def test_the_corpus_is_large_and_says_nothing_twice():
    assert len(set(VECTORS)) == len(VECTORS) >= 250
    assert len(TECHNIQUES) >= 12


def test_the_watch_notices_what_gets_through(attacked, chromium):
    quiet = []
    for vector in ATTACKS_THAT_WORK:
        watch = Watch(chromium, attacked, "anonymous")
        watch.show(f"<!doctype html><main>{vector}</main>", "here")
        quiet += [] if watch.found else [vector]
    assert quiet == []


def test_nothing_that_is_kept_ever_runs_and_its_letters_are_all_there(attacked, chromium):
    faults = [f"{address}: {attacked.pages[who, address].status}" for _field, who, address in attacked.seen
              if attacked.pages[who, address].status != 200]  # fmt: skip
    watches = {who: Watch(chromium, attacked, who) for who in ("student", "author", "staff")}
    for field, who, address in attacked.seen:
        watches[who].visit(address)
        if field.exactly and "?q=" not in address and "p=" not in address:
            missing = set(attacked.kept[field.name]) - set(watches[who].texts(field.exactly))
            faults += [f"{field.name} at {address}: not as it was written: {words!r}" for words in missing]
    assert faults + [fault for watch in watches.values() for fault in watch.found] == []


def test_nothing_that_is_shown_again_at_once_ever_runs(attacked, chromium):
    watch = Watch(chromium, attacked, "anonymous")
    for echo in ECHOES:
        answers = attacked.echoes[echo.name]
        if any(answer.status not in {200, 400, 403, 404, 409, 422} for answer in answers):
            watch.found.append(f"{echo.name}: {sorted({answer.status for answer in answers})}")
        bodies = (OUR_SCRIPTS.sub("", HEAD.sub("", answer.body)) for answer in answers)
        watch.show("<!doctype html><title>Echoes</title>" + "".join(bodies), echo.name)
    assert watch.found == []


def test_the_mail_about_them_is_plain_text_with_their_letters(attacked):
    assert attacked.letter.content_subtype == "plain"
    shown = " ".join(attacked.letter.body.split())
    told = [" ".join(words.split()) for words in attacked.kept["body of an answer"][:40]]
    assert [words for words in told if words not in shown] == []


def test_honest_titles_are_shown_as_they_were_typed(honest, chromium):
    page = Watch(chromium, honest[0], "student")
    page.visit(next(address for _field, who, address in honest[0].seen if "sort=newest" in address))
    assert set(HONEST_TITLES) <= set(page.texts(".discussion__title a"))
    assert page.found == []


def test_honest_words_are_shown_as_they_were_typed(honest, chromium):
    page = Watch(chromium, honest[1], "student")
    page.visit(next(address for _field, who, address in honest[1].seen if who == "student"))
    shown = [text.strip() for text in page.texts(".post__body", "innerText")]
    assert shown == [seen for _typed, seen in HONEST_BODIES]


@pytest.mark.parametrize("title", HONEST_TITLES)
def test_a_line_keeps_every_honest_letter(title):
    assert LineField().clean(title) == title

"""Staff bring questions as files and take them away: seen item by item first, loaded when confirmed, never by half."""

import zipfile
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupApprovalTask, ModelLogEntry, Workflow
from wagtail.search.backends import get_search_backend

from accounts.models import AuditRecord
from quizzes.exchange import FORMATS
from quizzes.models import ImportLine, Question, QuestionImport
from quizzes.services import bank
from quizzes.services.exports import Choice, told_questions
from quizzes.services.imports import carry_out_import
from tests.quizzes import data
from tests.quizzes.conftest import NOON
from tests.quizzes.samples import PARTS, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FILES = "/staff/question-files/"
GOOD = "::one::Which muscle refers pain to the temple? {=Temporalis ~Soleus ~Deltoid}\n\n"
BROKEN = "::broken::Which muscle has no right answer? {~Soleus ~Deltoid}\n\n"
TYPES = [kind for kind in PARTS if kind not in {"hotspot", "label", "upload"}]  # the others stay at home


def gift(count: int, word: str = "pain") -> str:
    """Return a file of questions ``q1`` …, each on three lines."""
    return "".join(f"::q{n}::Where is the {word} of {n}?\n{{=Here ~There}}\n\n" for n in range(1, count + 1))


def sign_in(client, user, role):
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.fixture
def editor(client, make_user):
    """An editor who is signed in."""
    return sign_in(client, make_user(), "editor")


@pytest.fixture
def bring(editor, django_capture_on_commit_callbacks):
    """Upload a file; give the import as it is once its task has checked it."""

    def bring(body, name="questions.gift", **fields) -> QuestionImport:
        body = body if isinstance(body, bytes) else body.encode()
        sent = {"file": SimpleUploadedFile(name, body), "existing": "update"} | fields
        with django_capture_on_commit_callbacks(execute=True):
            response = editor.post(FILES, sent)
        assert response.status_code == 302, response.context["form"].errors
        return QuestionImport.objects.latest("pk")

    return bring


@pytest.fixture
def confirm(editor, django_capture_on_commit_callbacks):
    """Confirm an import; give it as it is once its task has loaded it."""

    def confirm(kept: QuestionImport, **fields) -> QuestionImport:
        with django_capture_on_commit_callbacks(execute=True):
            editor.post(f"{FILES}{kept.token}/", fields)
        kept.refresh_from_db()
        return kept

    return confirm


def whats(kept):
    return list(kept.lines.values_list("what", flat=True))


def test_a_checked_file_says_what_would_be_and_writes_nothing(bring):
    kept = bring(GOOD)
    assert (kept.state, kept.counts, kept.format, Question.objects.count()) == ("ready", {"new": 1}, "gift", 0)


def test_a_confirmed_file_comes_in_as_drafts(bring, confirm):
    kept = confirm(bring(gift(3)))
    assert (kept.state, list(Question.objects.values_list("key", "live"))) == (
        "loaded",
        [("q1", False), ("q2", False), ("q3", False)],
    )


def test_publish_makes_them_live_at_once(bring, confirm):
    confirm(bring(gift(2), publish="on"))
    assert Question.objects.filter(live=True).count() == 2


def test_prefix_and_tags_are_put_on_every_question(bring, confirm):
    confirm(bring(gift(2), key_prefix="week-1-", tags="shoulder, pain"))
    question = Question.objects.get(key="week-1-q2").get_latest_revision_as_object()
    assert set(question.tags.names()) == {"shoulder", "pain"}


def test_a_broken_item_is_named_with_its_line(editor, bring):
    kept = bring(gift(2) + BROKEN + gift(1, "ache"))
    (line,) = kept.lines.filter(what="refused")
    page = editor.get(f"{FILES}{kept.token}/?what=refused").content.decode()
    assert (line.line, line.name) == (7, "broken")
    assert line.refused
    assert "broken" in page
    assert "q1" not in page


def test_nothing_is_written_while_an_item_is_refused(bring, confirm):
    kept = confirm(bring(gift(2) + BROKEN))
    assert (kept.state, Question.objects.count()) == ("refused", 0)


def test_the_rest_is_loaded_if_that_is_ticked(bring, confirm):
    kept = confirm(bring(gift(2) + BROKEN), load_rest="on")
    assert (kept.state, Question.objects.count()) == ("loaded", 2)


def test_an_item_that_the_bank_would_refuse_is_refused_in_the_preview(bring):
    kept = bring(GOOD, tags=f'"{"x" * 60}"')
    assert kept.state == "ready"
    kept = bring("$CATEGORY: " + "x" * 150 + "\n\n" + GOOD)
    assert (whats(kept), "longer than 100" in kept.lines.get().refused) == (["refused"], True)


@pytest.mark.parametrize("publish", [{}, {"publish": "on"}])
def test_the_same_file_again_changes_nothing(bring, confirm, publish):
    confirm(bring(gift(3), tags="pain", **publish))
    revisions = Question.objects.values_list("latest_revision", flat=True)
    before = list(revisions)
    again = bring(gift(3), tags="pain", **publish)
    assert (again.counts, again.can_be_loaded) == ({"same": 3}, False)
    assert list(revisions) == before


def test_a_change_as_a_draft_leaves_what_is_live(bring, confirm):
    confirm(bring(gift(1), publish="on"))
    kept = confirm(bring(gift(1, "ache")))
    question = Question.objects.get()
    assert (kept.counts, "pain" in question.stem) == ({"changes": 1}, True)
    assert "ache" in question.get_latest_revision_as_object().stem
    assert bring(gift(1, "ache")).counts == {"same": 1}


def test_the_preview_says_in_what_a_question_differs(bring, confirm):
    confirm(bring(gift(1)))
    kept = bring(gift(1, "ache"), tags="new")
    assert kept.lines.get().notes[-1] == "Differs in: stem, tags."


def test_a_draft_that_is_to_be_published_is_a_change(bring, confirm):
    confirm(bring(gift(1)))
    kept = confirm(bring(gift(1), publish="on"))
    assert (kept.counts, Question.objects.get().live) == ({"changes": 1}, True)


def test_existing_questions_can_be_left_as_they_are(bring, confirm):
    confirm(bring(gift(1)))
    kept = bring(gift(2, "ache"), existing="skip")
    assert whats(kept) == ["skipped", "new"]
    confirm(kept)
    assert "pain" in Question.objects.get(key="q1").stem


def test_existing_questions_can_be_kept_beside_new_ones_once(bring, confirm):
    confirm(bring(gift(1)))
    kept = confirm(bring(gift(1, "ache"), existing="new"))
    assert (whats(kept), list(Question.objects.values_list("key", flat=True))) == (["new"], ["q1", "q1-2"])
    assert bring(gift(1, "ache"), existing="new").counts == {"same": 1}


def test_a_file_is_loaded_once_however_often_its_task_runs(bring, confirm):
    kept = confirm(bring(gift(2)))
    carry_out_import(import_id=kept.pk, at=timezone.now())
    QuestionImport.objects.update(state="loading")  # as if the task had been killed before its end was kept
    carry_out_import(import_id=kept.pk, at=timezone.now())
    assert (Question.objects.count(), Question.objects.get(key="q1").revisions.count()) == (2, 1)


def test_a_load_that_fails_half_way_leaves_nothing(bring, confirm, monkeypatch):
    kept = bring(gift(2))
    monkeypatch.setattr("quizzes.services.imports._keep", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        QuestionImport.objects.update(state="loading")
        carry_out_import(import_id=kept.pk, at=timezone.now())
    assert Question.objects.count() == 0


def test_an_import_leaves_an_audit_record_of_each_step_with_its_counts(bring, confirm):
    confirm(bring(gift(2)))
    told = AuditRecord.objects.filter(action="question.import").order_by("pk").values_list("to_value", "reason")
    assert list(told) == [
        ("checking", "questions.gift"),
        ("ready", "2 new"),
        ("loading", ""),
        ("loaded", "2 new"),
    ]


def test_a_file_that_is_nothing_we_know_is_refused_with_a_reason(editor, bring):
    kept = bring(b"Dear all, the meeting is at noon.", "letter.txt")
    page = editor.get(f"{FILES}{kept.token}/").content.decode()
    assert (kept.state, kept.can_be_loaded) == ("refused", False)
    assert "none of the formats that can be read" in page


def test_an_entity_bomb_is_refused_with_a_message(bring):
    bomb = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>'
    assert "document type or entities" in bring(bomb, "a.xml").lines.get().refused


def test_an_archive_that_reaches_outside_itself_is_refused_with_a_message(bring):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr("../../outside.xml", "<quiz/>")
    kept = bring(packed.getvalue(), "package.zip")
    assert (kept.state, kept.can_be_loaded, kept.lines.get().refused != "") == ("refused", False, True)


def test_a_file_over_the_limit_is_refused_before_anything_reads_it(editor, monkeypatch):
    monkeypatch.setattr("quizzes.forms_files.LARGEST_UPLOAD", 1_000_000)
    page = editor.post(FILES, {"file": SimpleUploadedFile("a.gift", b"x" * 1_000_001), "existing": "update"})
    assert "The file is larger than 1 MB." in page.content.decode()
    assert not QuestionImport.objects.exists()


def test_a_prefix_that_makes_no_key_is_told_so_at_the_field(editor):
    page = editor.post(
        FILES, {"file": SimpleUploadedFile("a.gift", b"x"), "existing": "update", "key_prefix": "Week 1"}
    )
    assert "Small letters, digits and hyphens." in page.content.decode()


@pytest.fixture
def queries_of_preview(editor, bring):
    """Count the queries of the preview of a file with so many questions."""

    def count(questions: int) -> int:
        kept = bring(gift(questions))
        editor.get(f"{FILES}{kept.token}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            editor.get(f"{FILES}{kept.token}/")
        return len(queries)

    return count


def test_the_preview_asks_as_little_for_many_items_as_for_few(queries_of_preview):
    assert queries_of_preview(101) == queries_of_preview(290)


def test_the_preview_shows_a_hundred_items_a_page(editor, bring):
    kept = bring(gift(120))
    pages = [editor.get(f"{FILES}{kept.token}/?p={n}").context["lines"] for n in (1, 2)]
    assert [len(page) for page in pages] == [100, 20]


def test_checking_asks_as_little_for_many_items_as_for_few(bring):
    counts = []
    for questions in (20, 100):
        with CaptureQueriesContext(connection) as queries:
            bring(gift(questions))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", ["assessor", "finance"])
def test_only_those_who_write_questions_bring_and_take_files(client, make_user, role):
    sign_in(client, make_user(), role)
    assert [client.get(FILES + path).status_code for path in ("", "export/", "export/download/")] == [302, 302, 302]


def test_whoever_may_not_publish_is_not_asked_to(client, make_user):
    group = Group.objects.get(name="editor")
    group.permissions.remove(group.permissions.get(codename="publish_question"))
    assert 'name="publish"' not in sign_in(client, make_user(), "editor").get(FILES).content.decode()


@pytest.fixture
def fill():
    """Put a question of every type that can be exchanged into the bank."""

    def fill() -> None:
        for kind in TYPES:
            bank.upsert_question(key=sample(kind)["key"], data=sample(kind, tags=["sample"]), at=NOON)

    return fill


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "aiken"])
def test_what_is_taken_comes_back_the_same_but_for_what_the_page_said(editor, bring, fill, form):
    fill()
    lost = "\n".join(editor.get(f"{FILES}export/?format={form}&live=on").context["notes"])
    response = editor.get(f"{FILES}export/download/?format={form}&live=on")
    kept = bring(response.content, response.headers["Content-Disposition"].split('"')[1])
    differing = kept.lines.exclude(what="same").values_list("key", flat=True)
    assert (kept.format, kept.refused, kept.lines.count() >= 6) == (form, 0, True)
    assert [key for key in differing if f"{key}: " not in lost] == []
    assert len(differing) <= 1


def test_aiken_has_no_keys_so_that_all_of_it_comes_back_as_new(editor, bring, fill):
    fill()
    response = editor.get(f"{FILES}export/download/?format=aiken")
    assert bring(response.content, "questions.txt").counts == {"new": 1}


def test_the_export_page_says_what_is_lost_before_the_download(editor, fill):
    fill()
    page = editor.get(f"{FILES}export/?format=aiken").content.decode()
    assert "sample-multiple: not written. Aiken holds single best answers only." in page
    assert f"{FILES}export/download/?format=aiken" in page


def test_the_export_is_narrowed_by_type_tag_prefix_and_publication(editor, fill, bring, confirm):
    fill()
    confirm(bring(gift(2), tags="drafted"))

    def taken(query):
        body = editor.get(f"{FILES}export/download/?format=gift&{query}").content.decode()
        return {line.split("::")[1] for line in body.splitlines() if line.startswith("::")} or body

    assert "sample" not in str(taken("tag=Drafted"))
    assert "q1" not in str(taken("live=on"))
    assert "ordering" not in str(taken("type=sba"))
    assert "sample" not in str(taken("key_prefix=q"))


def test_an_export_asks_as_little_for_many_questions_as_for_few(editor, bring, confirm):
    counts = []
    for questions in (5, 50):
        confirm(bring(gift(questions), tags="pain"))
        with CaptureQueriesContext(connection) as queries:
            editor.get(f"{FILES}export/download/?format=gift")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_of_questions_leads_to_the_export_with_its_filters(editor, fill):
    fill()
    page = editor.get("/staff/snippets/quizzes/question/?type=sba").content.decode()
    assert f"{FILES}export/?type=sba" in page
    assert f'"url": "{FILES}"' in page or FILES in page


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("questions", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def written(tmp_path):
    """Return a closure that writes a file and returns its path."""

    def write(text: str, name: str = "questions.gift"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def test_the_command_loads_a_file_and_names_its_lines(written):
    out, _err = run("import", written(gift(2)), "--tag", "pain", "--publish", "--prefix", "a-")
    assert out.splitlines() == ["line 1: new: a-q1", "line 4: new: a-q2", "2 new"]
    assert Question.objects.filter(live=True, tags__name="pain").count() == 2


def test_the_command_fails_with_the_line_of_what_is_broken(written, capsys):
    out = StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded: 1 cannot be taken"):
        call_command("questions", "import", str(written(gift(1) + BROKEN)), stdout=out)
    assert "line 4: refused: broken" in out.getvalue()
    assert not Question.objects.exists()


def test_the_command_loads_the_rest_if_told_to(written):
    run("import", written(gift(1) + BROKEN), "--load-rest")
    assert Question.objects.count() == 1


def test_a_dry_run_writes_nothing(written):
    out, _err = run("import", written(gift(1)), "--dry-run")
    assert out.splitlines()[-1] == "1 new"
    assert not (Question.objects.exists() or QuestionImport.objects.exists() or ImportLine.objects.exists())


def test_a_prefix_that_makes_no_key_is_refused_by_the_command(written):
    with pytest.raises(CommandError, match="prefix"):
        run("import", written(gift(1)), "--prefix", "Week 1")


def test_the_command_writes_a_file_and_tells_what_is_lost(tmp_path):
    bank.upsert_question(key="sba", data=data.sba(), at=NOON)
    out, err = run("export", "--format", "aiken", "--output", tmp_path / "a.txt", "--live", "--type", "sba")
    assert "ANSWER: B" in (tmp_path / "a.txt").read_text()
    assert "sba: Aiken has no place for rationale" in err
    assert "1 questions" in out


def test_a_question_out_of_a_file_is_found_by_search_and_has_a_history(bring, confirm):
    confirm(bring(gift(2), publish="on"))
    question = Question.objects.get(key="q1")
    log = ModelLogEntry.objects.for_instance(question).values_list("action", flat=True)
    assert (question.live_revision, list(log)) == (question.latest_revision, ["wagtail.publish"])
    assert get_search_backend().search("pain", Question).count() == 2


def test_what_a_file_makes_is_what_the_bank_makes_of_the_same_data(bring, confirm):
    confirm(bring(gift(1), publish="on", tags="pain"))
    made = Question.objects.get()
    (told,) = told_questions(Choice())
    again = bank.upsert_question(key="q1", data=told, at=NOON)
    assert again.latest_revision_id == made.latest_revision_id


def test_publishing_over_a_draft_that_waits_for_approval_ends_its_workflow(bring, confirm, editor):
    confirm(bring(gift(1)))
    question = Question.objects.get()
    task = GroupApprovalTask.objects.create(name="Approval")
    workflow = Workflow.objects.create(name="Approval")
    workflow.workflow_tasks.create(task=task)
    workflow.start(question, None)
    confirm(bring(gift(1, "ache"), publish="on"))
    question = Question.objects.get()
    assert (question.live, question.current_workflow_state, "ache" in question.stem) == (True, None, True)

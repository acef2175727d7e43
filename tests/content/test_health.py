"""The health report: what is found on pages and kept, who reads it, what it costs; asking external links safely."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from content import safe_fetch
from content.health.finding import Kind, Severity
from content.models import ExternalLink, HealthFinding
from content.services.health import check_library, check_page
from content.services.link_check import check_external_links

REPORT = "/staff/reports/content-health/"


@pytest.fixture
def look(make_page):
    """Return a closure that publishes a page with a body and gives what is found on it, as kind and text."""

    def at(*body, **fields) -> list[tuple[str, str]]:
        page = make_page(body=list(body), **fields)
        check_page(page_id=page.pk, at=timezone.now())
        return list(HealthFinding.objects.filter(page=page).exclude(kind="reading").values_list("kind", "text"))

    return at


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a linktype="page" id="9999">x</a>', "A link leads to a page that is gone."),
        ('<a linktype="document" id="9999">x</a>', "A link leads to a lost document."),
        ('<a href="/nowhere/at-all/">x</a>', "“/nowhere/at-all/” leads to no page."),
        ('<a href="#lost">x</a>', "“#lost” is no heading of this page."),
        ('<a href="">x</a>', "A link leads nowhere."),
    ],
)
def test_a_broken_link_is_found(look, html, text):
    assert look(("text", f"<p>{html}</p>")) == [("link", text)]


@pytest.mark.parametrize(
    "html", ['<a href="/search/">x</a>', '<a href="#here">x</a>', '<a href="mailto:a@b.example">x</a>']
)
def test_a_link_that_leads_somewhere_is_not_told(look, html):
    assert look(("heading", {"text": "Here", "level": "2", "anchor": ""}), ("text", f"<p>{html}</p>")) == []


def test_a_link_to_a_draft_is_a_warning(look, make_page):
    draft = make_page(title="Draft")
    draft.unpublish()
    found = look(("text", f'<p><a linktype="page" id="{draft.pk}">x</a></p>'))
    assert found == [("link", "A link leads to a page that is not published.")]


def test_an_unknown_term_is_found_once(look):
    assert look(("text", "<p>A [[wobble point]] and [[wobble point|two]].</p>")) == [
        ("term", "The glossary has no term “wobble point”.")
    ]


def test_looking_again_replaces_what_was_found(make_page):
    page = make_page(body=[("text", '<p><a href="">x</a></p>')])
    for _time in range(2):
        check_page(page_id=page.pk, at=timezone.now())
    assert HealthFinding.objects.filter(page=page, kind=Kind.LINK).count() == 1


def test_publishing_a_page_has_it_looked_at(make_page, django_capture_on_commit_callbacks):
    page = make_page(body=[("text", '<p><a href="">x</a></p>')])
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert HealthFinding.objects.filter(page=page, kind=Kind.LINK).exists()


def test_a_draft_older_than_thirty_days_is_found(make_page):
    page = make_page()
    page.save_revision()
    check_page(page_id=page.pk, at=timezone.now() + timedelta(days=31))
    assert HealthFinding.objects.get(page=page, kind=Kind.DRAFT).severity == Severity.WARNING


def test_pictures_and_documents_that_nothing_uses_are_found(make_picture, make_document, make_page):
    make_picture(title="Used nowhere")
    make_document("lost.pdf")
    used = make_picture()
    make_page(body=[("figure", {"image": {"image": used, "alt_text": "x", "decorative": False}})])
    assert check_library(at=timezone.now()) == 2


def test_the_command_looks_at_everything(make_page):
    make_page(body=[("text", '<p><a href="">x</a></p>')])
    out = StringIO()
    call_command("content_health", stdout=out)
    assert out.getvalue().strip() == f"{HealthFinding.objects.count()} findings."


# --- The report


@pytest.fixture
def staff(make_user, client, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def fill(page: Page, number: int) -> None:
    HealthFinding.objects.bulk_create(
        HealthFinding(
            page=page, group=page, kind=Kind.LINK, severity=1 + n % 3, text=f"=SUM({n})", place="b-1",
            found_at=timezone.now(), link=ExternalLink.objects.create(url=f"https://{page.pk}.example/{n}"),
        )
        for n in range(number)
    )  # fmt: skip


def test_five_hundred_findings_cost_as_many_queries_as_five(staff, make_page):
    def cost(number: int) -> int:
        HealthFinding.objects.all().delete()
        fill(make_page(title=f"With {number}"), number)
        staff.get(REPORT)
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(REPORT).status_code == 200
        return len(queries)

    assert cost(500) <= cost(5)


def test_the_report_shows_the_worst_first_and_leads_to_the_block(staff, make_page):
    page = make_page()
    fill(page, 3)
    html = staff.get(REPORT).content.decode()
    assert f"/staff/pages/{page.pk}/edit/#block-b-1-section" in html
    assert html.index("=SUM(0)") < html.index("=SUM(1)") < html.index("=SUM(2)")


def test_the_report_is_filtered_by_severity_and_course(staff, make_page):
    page = make_page()
    fill(page, 3)
    html = staff.get(f"{REPORT}?severity=1&group={page.pk}").content.decode()
    assert "=SUM(0)" in html and "=SUM(1)" not in html


def test_no_formula_of_a_finding_is_calculated_by_a_spreadsheet(staff, make_page):
    fill(make_page(), 1)
    rows = b"".join(staff.get(f"{REPORT}?export=csv").streaming_content).decode()
    assert "'=SUM(0)" in rows
    book = openpyxl.load_workbook(BytesIO(b"".join(staff.get(f"{REPORT}?export=xlsx").streaming_content)))
    assert "'=SUM(0)" in [cell.value for cell in book.active[2]]


def test_an_editor_of_a_page_is_told_what_was_found(staff, make_page):
    page = make_page()
    fill(page, 1)
    assert "The published page:" in staff.get(f"/staff/pages/{page.pk}/edit/").content.decode()


def test_nothing_is_said_above_a_page_that_is_well(staff, make_page):
    assert "The published page:" not in staff.get(f"/staff/pages/{make_page().pk}/edit/").content.decode()


# --- External links


class Answers(BaseHTTPRequestHandler):
    """Says what the path names."""

    def do_HEAD(self):
        self.send_response(int(self.path.strip("/")))
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def elsewhere(settings):
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.CHECK_EXTERNAL_LINKS = True
    settings.LINK_CHECK_TRUSTED_HOSTS = frozenset({f"127.0.0.1:{server.server_port}"})
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "works"), [(200, True), (301, True), (404, False), (410, False), (403, None), (500, None)]
)
def test_a_link_is_asked_and_its_answer_kept(look, elsewhere, status, works):
    look(("text", f'<p><a href="{elsewhere}/{status}">x</a></p>'))
    assert check_external_links(at=timezone.now()) == 1
    link = ExternalLink.objects.get()
    assert link.works is works and link.answer.startswith(str(status))
    assert link.findings.get().severity == (Severity.ERROR if works is False else Severity.NOTE)


def test_a_link_is_not_asked_again_within_a_week(look, elsewhere):
    look(("text", f'<p><a href="{elsewhere}/200">x</a></p>'))
    at = timezone.now()
    check_external_links(at=at)
    assert check_external_links(at=at + timedelta(days=6)) == 0
    assert check_external_links(at=at + timedelta(days=8)) == 1


def test_nothing_is_asked_unless_it_is_switched_on(look, elsewhere, settings):
    settings.CHECK_EXTERNAL_LINKS = False
    look(("text", f'<p><a href="{elsewhere}/404">x</a></p>'))
    assert check_external_links(at=timezone.now()) == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
        "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://2130706433/",
        "ftp://example.org/", "file:///etc/passwd", "http://user@127.0.0.1/", "http:///x",
    ],
)  # fmt: skip
def test_our_own_network_is_never_asked(url):
    with pytest.raises(safe_fetch.Refused):
        safe_fetch.ask(url)

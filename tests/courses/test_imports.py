"""Staff take a course as an archive and bring one: checked first, loaded when confirmed, opened with suspicion."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import AuditRecord
from courses.models import CourseImport, CoursePage, LessonPage
from courses.services.imports import carry_out_import, check_import, confirm_import
from courses.sources.archive import BadArchive, unpack
from tests.courses.test_sources import change, folder  # noqa: F401

pytestmark = pytest.mark.django_db
FILES = "/staff/course-files/"


def zipped(folder):  # noqa: F811
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder.parent))
    return packed.getvalue()


def sign_in(client, user, role):
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.fixture
def admin(client, make_user, make_course, settings):
    """An administrator who is signed in; there is a catalogue with a course in it."""
    make_course()
    settings.STAFF_MFA_REQUIRED = False
    return sign_in(client, make_user(), "administrator")


@pytest.fixture
def bring(admin):
    """Upload a folder as an archive; give the import as it is once it was checked."""

    def bring(folder):  # noqa: F811
        admin.post(FILES, {"archive": SimpleUploadedFile("short.zip", zipped(folder), "application/zip")})
        return check_import(import_id=CourseImport.objects.latest("pk").pk, at=timezone.now())

    return bring


def test_a_checked_archive_says_what_would_change_and_writes_nothing(bring, folder):  # noqa: F811
    kept = bring(folder)
    assert (kept.state, "First" in kept.changes, LessonPage.objects.filter(slug="first").exists()) == (
        "ready",
        True,
        False,
    )


def test_a_confirmed_archive_is_loaded_once(admin, bring, folder):  # noqa: F811
    kept = bring(folder)
    for _again in range(2):
        confirm_import(token=kept.token, actor=kept.by, at=timezone.now(), then=lambda pk: None)
        carry_out_import(import_id=kept.pk, at=timezone.now())
    assert CoursePage.objects.filter(slug="a-short-course").count() == 1


def test_loading_an_archive_leaves_an_audit_record_of_each_step(bring, folder):  # noqa: F811
    kept = bring(folder)
    confirm_import(token=kept.token, actor=kept.by, at=timezone.now(), then=lambda pk: None)
    carry_out_import(import_id=kept.pk, at=timezone.now())
    states = AuditRecord.objects.filter(action="course.import").order_by("pk").values_list("to_value", flat=True)
    assert list(states) == ["checking", "ready", "loading", "loaded"]


def test_an_archive_with_a_fault_is_refused_with_file_and_line(admin, bring, folder):  # noqa: F811
    change(folder / "one" / "01-first.md", "minutes: 40", "minutes: forty")
    page = admin.get(f"{FILES}{bring(folder).token}/")
    assert "short/one/01-first.md:4: minutes: " in page.content.decode()


def test_what_is_exported_can_be_brought_back_without_a_change(admin, bring, folder, tmp_path):  # noqa: F811
    kept = bring(folder)
    confirm_import(token=kept.token, actor=kept.by, at=timezone.now(), then=lambda pk: None)
    carry_out_import(import_id=kept.pk, at=timezone.now())
    exported = admin.get(f"{FILES}export/{CoursePage.objects.get(slug='a-short-course').pk}/").content
    admin.post(FILES, {"archive": SimpleUploadedFile("again.zip", exported, "application/zip")})
    again = check_import(import_id=CourseImport.objects.latest("pk").pk, at=timezone.now())
    assert (again.state, again.changes) == ("ready", [])


def test_an_editor_who_may_not_publish_may_not_bring_a_course(client, make_user, make_course):
    make_course()
    sign_in(client, make_user(), "editor")
    assert client.get(FILES).status_code != 200


def test_a_file_that_is_no_zip_is_told_so_at_the_field(admin):
    page = admin.post(FILES, {"archive": SimpleUploadedFile("course.txt", b"text")})
    assert "Choose a file that ends in .zip." in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("../course.yaml", b"x"),
        ("/course.yaml", b"x"),
        ("a/../../course.yaml", b"x"),
        ("course.exe", b"x"),
        ("course.html", b"x"),
        ("lesson.md", b"x"),
    ],
)
def test_an_archive_that_leads_astray_is_not_opened(tmp_path, name, content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    with pytest.raises(BadArchive):
        unpack(packed, into=tmp_path)


def test_an_archive_that_swells_is_not_opened(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(21):
            archive.writestr(f"{number}.md", bytes(10_000_000))
    with pytest.raises(BadArchive, match="larger"):
        unpack(packed, into=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_symbolic_link_is_not_followed(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("course.yaml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "elsewhere")
    with pytest.raises(BadArchive):
        unpack(packed, into=tmp_path)

"""Files that people handed in, for those who may see them: evidence of practicals, files of answers."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from content.media import NOTHING_ACTS, serve_part
from quizzes.models import Upload
from quizzes.models.kept_file import KeptFile
from quizzes.services.uploading import may_see_upload
from quizzes.views.common import StudentRequest


@require_safe
@never_cache
@login_required
def upload(request: StudentRequest, token: str) -> HttpResponse:
    """Serve a file of an answer to its student; staff have an address of their own, behind their second factor."""
    kept = find_upload(token)
    if kept.response.attempt.enrolment.student_id != request.user.pk:
        raise Http404
    return serve_upload(request, kept, request.user)


def find_upload(token: str) -> Upload:
    """Return a file of an answer, with whose it is."""
    return get_object_or_404(Upload.objects.select_related("response__attempt__enrolment"), token=token)


def serve_upload(request: HttpRequest, kept: Upload, person: User) -> HttpResponse:
    """Serve a file of an answer; 404 for whoever may not see it."""
    if not may_see_upload(person=person, upload=kept):
        raise Http404
    return serve_kept(request, kept)


def serve_kept(request: HttpRequest, kept: KeptFile) -> HttpResponse:
    """Serve a file in whole or in parts, so that films can be sought in."""
    part = serve_part(kept, request)
    if part is not None:
        return part
    with kept.file.open("rb") as file:
        return HttpResponse(
            file.read(),
            content_type=kept.content_type,
            headers={
                "Accept-Ranges": "bytes",
                "Cache-Control": "private, no-store",
                "Content-Disposition": kept.content_disposition,
                "Content-Security-Policy": NOTHING_ACTS,
                "X-Content-Type-Options": "nosniff",
            },
        )

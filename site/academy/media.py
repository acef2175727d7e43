"""Pictures in their published sizes, served by the site itself where no other server does it.

Only renditions: documents go through the gate of ``/documents/``, uploads and originals have no public address.
"""

import posixpath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

PUBLIC_FOLDER = "images/"
KEPT_SECONDS = 30 * 24 * 3600


def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve one rendition from ``MEDIA_ROOT/images/``; 404 for anything else there."""
    wanted = posixpath.normpath(path)
    if not wanted.startswith(PUBLIC_FOLDER):
        raise Http404
    response = serve(request, wanted, document_root=str(settings.MEDIA_ROOT))
    if isinstance(response, FileResponse):
        # The file's name holds a hash of picture and size, so a changed picture has a new address.
        response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}, immutable"
        response["Content-Security-Policy"] = "default-src 'none'"
    return response

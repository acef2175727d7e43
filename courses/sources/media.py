"""Pictures and documents that lie beside the files of a course: put into the library once, known by their content."""

from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from accounts.models import User
from content.source_finder import Finder, NotFound

PICTURES, DOCUMENTS, ABOUT = "images", "documents", "about.yaml"


class LibraryFinder(Finder):
    """Finds what ``images/`` and ``documents/`` of a folder hold, and puts into the library what is not there yet.

    ``about.yaml`` beside them gives titles, descriptions and credits by file name.
    """

    def __init__(self, folder: Path, *, actor: User | None = None) -> None:
        super().__init__()
        self.folder, self.actor = folder, actor

    def image(self, name: str) -> int:
        about = self.about(PICTURES, name)
        words = {"description": about.get("description", ""), "credit": about.get("credit", "")}
        return self.kept(get_image_model(), PICTURES, name, {"title": about.get("title") or _title(name)} | words)

    def document(self, name: str) -> int:
        about = self.about(DOCUMENTS, name)
        return self.kept(get_document_model(), DOCUMENTS, name, {"title": about.get("title") or _title(name)})

    def kept(self, model: Any, kind: str, name: str, values: dict[str, str]) -> int:
        """Return the key of the file's entry in the library; the same bytes are the same entry."""
        content = self.content(kind, name)
        known_by = {"file_hash": hash_filelike(BytesIO(content))}  # Wagtail's own forms alone would set it
        entry = model.objects.filter(**known_by).order_by("pk").first()
        if entry is None:
            entry = model(uploaded_by_user=self.actor, file=ContentFile(content, name=name), **known_by, **values)
            entry.full_clean()
            entry.save()
        return entry.pk

    def content(self, kind: str, name: str) -> bytes:
        file = self.folder / kind / name
        if Path(name).name != name or not file.is_file():
            raise NotFound(f"there is no file “{kind}/{name}” beside the course")
        return file.read_bytes()

    def about(self, kind: str, name: str) -> dict[str, str]:
        file = self.folder / kind / ABOUT
        entries = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
        return (entries or {}).get(name, {})


def _title(name: str) -> str:
    return Path(name).stem.replace("-", " ").replace("_", " ").capitalize()

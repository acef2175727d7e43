"""Files that staff upload, checked by what they contain and not only by what they are called."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from content.file_types import check_file


class AcademyDocument(AbstractDocument):
    """A file to read, watch or keep; always served through the view, as an attachment."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        super().clean()
        if self.file and not getattr(self.file, "_committed", True):
            check_file(self.file, extension=self.file_extension.lower())

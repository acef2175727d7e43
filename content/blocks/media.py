"""Blocks that show or play a file of our own; nothing is embedded from elsewhere."""

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from content.film_length import film_length
from content.transcript import Line, lines_of_captions, lines_of_chapters, lines_of_text
from content.webvtt import CaptionError, read_captions, read_chapters

from .text import TEXT_FEATURES

VIDEO_TYPES = ("mp4", "webm")
AUDIO_TYPES = ("mp3", "m4a", "ogg")
STAMPS = _("If each paragraph begins with its time, as [1:05], readers can follow and jump.")


class FileOfTypeBlock(DocumentChooserBlock):
    """A document whose name ends in one of ``extensions``."""

    def __init__(self, *, extensions: Sequence[str] = (), **kwargs) -> None:
        self.extensions = tuple(extensions)
        super().__init__(**kwargs)

    def clean(self, value):
        document = super().clean(value)
        if document and document.file_extension.lower() not in self.extensions:
            raise ValidationError(_("Choose a file of type %(types)s.") % {"types": ", ".join(self.extensions)})
        return document


class FigureBlock(blocks.StructBlock):
    """A picture with its words: alternative text (or marked decorative), caption, credit."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=160)

    class Meta:
        icon = "image"
        label = _("Figure")
        group = _("Media")
        template = "content/blocks/figure.html"
        description = _("A picture with alternative text, a caption and a credit.")
        preview_value = {"image": None, "caption": "Palpation of the upper trapezius", "credit": "NMT Academy"}


class TranscriptValue(blocks.StructValue):
    """A film or recording; ``lines`` is its transcript by time, as far as the times are known."""

    def lines(self) -> list[Line]:
        """Return the transcript's lines if it says their times; without a transcript, the captions'."""
        transcript = self.get("transcript")
        if transcript and transcript.source.strip():
            return lines_of_text(transcript.source)
        return lines_of_captions(_content(self.get("captions")))

    def chapter_list(self) -> list[Line]:
        """Return the chapters."""
        return lines_of_chapters(_content(self.get("chapters")))


class VideoBlock(blocks.StructBlock):
    """A video that we host, always with captions, and with a transcript for those who would rather read."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = FileOfTypeBlock(label=_("Video"), extensions=VIDEO_TYPES, help_text=_("MP4 or WebM."))
    captions = FileOfTypeBlock(
        label=_("Captions"),
        extensions=("vtt",),
        help_text=_("A WebVTT file. A video is not published without captions."),
    )
    poster = ImageChooserBlock(label=_("Still picture"), required=False, help_text=_("Shown until the video plays."))
    chapters = FileOfTypeBlock(
        label=_("Chapters"),
        extensions=("vtt",),
        required=False,
        help_text=_("A WebVTT file whose cues are titles. They are shown as buttons."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=TEXT_FEATURES, required=False, help_text=_("Empty: the captions are shown.")
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Read captions and chapters as the film’s: a file in the library may be of another film."""
        value = super().clean(value)
        length = _length_of(value["file"])
        errors = {
            name: fault
            for name, read in (("captions", read_captions), ("chapters", read_chapters))
            if value.get(name) and (fault := _fault(value[name], read, length))
        }
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value

    class Meta:
        value_class = TranscriptValue
        icon = "media"
        label = _("Video")
        group = _("Media")
        template = "content/blocks/video.html"
        description = _("A video of our own with captions, chapters and a transcript that follows it.")
        preview_value = {"title": "Pincer grip on the upper trapezius", "transcript": "<p>[0:00] Place the thumb…</p>"}
        css = ("film",)
        js = ("film-player",)


class AudioBlock(blocks.StructBlock):
    """A recording that we host, with its transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = FileOfTypeBlock(label=_("Recording"), extensions=AUDIO_TYPES, help_text=_("MP3, M4A or Ogg."))
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=TEXT_FEATURES, help_text=STAMPS)

    class Meta:
        value_class = TranscriptValue
        icon = "volume"
        label = _("Audio")
        group = _("Media")
        template = "content/blocks/audio.html"
        description = _("A recording of our own with its transcript.")
        preview_value = {"title": "A guided breathing practice", "transcript": "<p>Sit so that your feet…</p>"}
        css = ("film",)
        js = ("film-player",)


def _content(document: AbstractDocument | None) -> bytes:
    """Return what a file holds; nothing if there is none or it is lost."""
    if document is None:
        return b""
    try:
        with document.open_file() as opened:
            return opened.read()
    except OSError:
        return b""


def _length_of(document: AbstractDocument) -> float | None:
    try:
        with document.open_file() as opened:
            return film_length(opened)
    except OSError:
        return None


def _fault(document: AbstractDocument, read: Callable, length: float | None) -> ValidationError | None:
    try:
        read(_content(document), length=length)
    except CaptionError as error:
        return ValidationError(str(error))
    return None

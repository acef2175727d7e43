"""Blocks that show or play a file of our own; nothing is embedded from elsewhere."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from .text import TEXT_FEATURES

VIDEO_TYPES = ("mp4", "webm")
AUDIO_TYPES = ("mp3", "m4a", "ogg")


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
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=TEXT_FEATURES, required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Media")
        template = "content/blocks/video.html"
        description = _("A video of our own with captions and a transcript.")
        preview_value = {"title": "Pincer grip on the upper trapezius", "transcript": "<p>Place the thumb…</p>"}


class AudioBlock(blocks.StructBlock):
    """A recording that we host, with its transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = FileOfTypeBlock(label=_("Recording"), extensions=AUDIO_TYPES, help_text=_("MP3, M4A or Ogg."))
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=TEXT_FEATURES)

    class Meta:
        icon = "volume"
        label = _("Audio")
        group = _("Media")
        template = "content/blocks/audio.html"
        description = _("A recording of our own with its transcript.")
        preview_value = {"title": "A guided breathing practice", "transcript": "<p>Sit so that your feet…</p>"}

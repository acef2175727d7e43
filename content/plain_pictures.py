"""Pictures that people hand in, written anew: what a camera wrote beside the picture does not stay.

Position, time, device and thumbnail (EXIF, XMP, IPTC) stand beside the pixels. Only the pixels are taken over, turned
the way up that the camera noted.
"""

from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

#: Pillow's names of the formats that are taken.
FORMATS = ("JPEG", "PNG", "WEBP")
#: As many as telephones' cameras write; a small file can claim far more than memory holds.
MOST_PIXELS = 50_000_000
#: Pixels of the longer side of what is kept: enough to look closely at a hand on a screen.
LONGEST_SIDE = 3200
QUALITY = 88
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError)


def without_metadata(file: IO[bytes]) -> ContentFile[bytes]:
    """Return the picture alone, in its own format; raise ValidationError for what is no picture or too large a one."""
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            return ContentFile(_written(picture))
    except TOO_LARGE as error:
        raise ValidationError(_("This picture has more pixels than we can take.")) from error
    except BROKEN as error:
        raise ValidationError(_("This picture cannot be read.")) from error


def _written(picture: Image.Image) -> bytes:
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(_("This picture has more pixels than we can take."))
    form = picture.format
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than it is needed
    upright = ImageOps.exif_transpose(picture).convert("RGB" if form == "JPEG" else "RGBA")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    body = BytesIO()
    bare.save(body, form, quality=QUALITY)
    return body.getvalue()

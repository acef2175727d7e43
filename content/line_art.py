"""Is a picture line art? Cheap to decide: counting stops at the first colour too many."""

from typing import IO

from PIL import Image, UnidentifiedImageError

MOST_COLOURS = 64


def is_line_art(file: IO[bytes]) -> bool:
    """Say whether ``file`` is a PNG of at most 64 colours; the file is left at its beginning."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            return picture.format == "PNG" and _has_few_colours(picture)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return False
    finally:
        file.seek(0)


def _has_few_colours(picture: Image.Image) -> bool:
    plain = picture if picture.mode in {"1", "L", "P"} else picture.convert("RGBA")
    return plain.getcolors(MOST_COLOURS) is not None

"""Files as telephones and scanners make them, small."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from quizzes.models import Attempt
from quizzes.services.uploading import add_file
from tests.quizzes.conftest import NOON, student_of

FILM = b"\0\0\0\x18ftypmp42" + b"0" * 64
WEBM = b"\x1a\x45\xdf\xa3" + b"0" * 64
PDF = b"%PDF-1.7\n" + b"0" * 64
HEIC = b"\0\0\0\x18ftypheic" + b"0" * 64
#: What a camera writes beside a picture, as Pillow numbers it: whose it is, which way is up, where it was.
ARTIST, ORIENTATION, GPS = 0x013B, 0x0112, 0x8825
SIDEWAYS = 6


def photograph(form: str = "JPEG", size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture that says whose it is and where it was taken, lying on its side."""
    exif = Image.Exif()
    exif[ARTIST], exif[ORIENTATION] = "Sam Student", SIDEWAYS
    exif[GPS] = {1: "N", 2: (51.0, 30.0, 0.0)}
    body = BytesIO()
    Image.new("RGB", size, (120, 60, 40)).save(body, form, exif=exif)
    return body.getvalue()


def sent(name: str, body: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, body)


def hand_over(attempt: Attempt, item: int = 1, body: bytes | None = None, at=NOON) -> list[str]:
    """The student adds a file to the answer; return the answer."""
    file = sent("IMG_0001.jpg", body or photograph())
    return add_file(student=student_of(attempt), token=attempt.token, item=item, file=file, at=at).answer

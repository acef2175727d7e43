"""A lesson that holds every block, made from a source file as the demo makes its lessons."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Pillow

from content.models import AcademyDocument, AcademyImage
from content.services.pictures import make_pictures_of_page
from content.source import read_source
from content.source_blocks import Finder, questions_in, stream_of
from courses.models import CoursePage, LessonPage, LiveSession
from quizzes.services.bank import upsert_question
from tests.knowledge import KNOWLEDGE

SOURCE = Path(__file__).with_name("every_block.md")
CLIP = Path(__file__).with_name("clip.webm")  # eight seconds of a test card, made once
CAPTIONS = b"WEBVTT\n\n00:00.500 --> 00:03.000\nSink and wait.\n\n00:03.000 --> 00:07.000\nHold still.\n"
CHAPTERS = b"WEBVTT\n\n00:00.000 --> 00:03.000\nSinking\n\n00:03.000 --> 00:08.000\nHolding\n"


def build_every_block(course: CoursePage, *, free: bool = False) -> LessonPage:
    """Fill the first lesson of ``course`` with every block; terms, safety lists and bank as the project's files say."""
    at = timezone.now()
    KNOWLEDGE.put()
    source = read_source(SOURCE)
    for key, data in questions_in(source).items():
        upsert_question(key=key, data=data, at=at)
    build_session(course, key="questions")
    lesson = LessonPage.objects.descendant_of(course).first()
    lesson.title, lesson.body, lesson.free_preview = source.meta["title"], stream_of(source, build_finder()), free
    lesson.outcomes = [("outcome", "Read it")]
    lesson.save_revision().publish()
    make_pictures_of_page(page_id=lesson.pk)  # as the worker does a moment after
    return LessonPage.objects.get(pk=lesson.pk)


def build_session(course: CoursePage, key: str = "questions", **fields) -> LiveSession:
    """A live session tomorrow with a link to join."""
    given = {
        "title": "Your questions on palpation",
        "starts_at": timezone.now() + timedelta(days=1),
        "minutes": 90,
        "place": "Online",
        "join_url": "https://meet.example.org/room",
        "host": "Perpetua Lindqvist",
    }
    return LiveSession.objects.create(course=course, key=key, **given | fields)


def build_finder() -> Finder:
    """Finds one picture and one document."""
    buffer = BytesIO()
    Pillow.linear_gradient("L").resize((1600, 900)).convert("RGB").save(buffer, "PNG")
    image = AcademyImage.objects.create(title="Hand", file=ImageFile(BytesIO(buffer.getvalue()), name="hand.png"))
    sheet = AcademyDocument.objects.create(
        title="Client intake", file=ContentFile(b"%PDF-1.4" + b"x" * 2048, name="intake.pdf"), file_size=2056
    )
    files = {
        "clip.webm": CLIP.read_bytes(),
        "clip.ogg": b"OggS" + b"\0" * 60,
        "clip.vtt": CAPTIONS,
        "clip-chapters.vtt": CHAPTERS,
    }
    documents = {
        name: AcademyDocument.objects.create(title=name, file=ContentFile(content, name=name)).pk
        for name, content in files.items()
    }
    return Finder(images={"hand.png": image.pk}, documents={"intake.pdf": sheet.pk} | documents)

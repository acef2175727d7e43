"""The words of everything that the academy publishes, as tests of the text want them: prose without its markup."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from content.source import HEADING, read_source

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "site" / "academy" / "demo"
DATA = ROOT / "content" / "atlas" / "data"
LESSONS = DEMO / "courses"
MARKERS = re.compile(r"\[\[([^\]|]+)\|?([^\]]*)\]\]")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
ADDRESS = re.compile(
    r"https?://\S+|doi:\s*\S+|\b10\.\d{4,9}/\S+|/[a-z0-9-]+(?:/[a-z0-9-]+)*/|\S+@\S+|\b[\w-]+\.example\b"
)
#: Values of these fields are names for programs.
NAMES = {
    "key",
    "slug",
    "was",
    "type",
    "scoring",
    "image",
    "lead_image",
    "hero_image",
    "file",
    "muscles",
    "regions",
    "show",
}
NAMES |= {"captions", "chapters", "poster"}
NAMES |= {
    "contraindications",
    "style",
    "url",
    "lessons",
    "quizzes",
    "banks",
    "practicals",
    "logs",
    "reuse",
    "email",
    "difficulty",
    "view",
}
NAMES |= {
    "author",
    "category",
    "reveals",
    "pain_drawing",
    "legal_name",
    "preferred_name",
    "name",
    "signatory_name",
    "path",
}


@dataclass(frozen=True)
class Passage:
    """A paragraph, a row, a list item or a value, as plain words."""

    file: str
    text: str


def lesson_files(*courses: str) -> list[Path]:
    """Every lesson of the courses named by their folders, or of all."""
    return sorted(file for course in courses or ("*",) for file in LESSONS.glob(f"{course}/**/*.md"))


def prose_files() -> list[Path]:
    """Every file of published words: lessons, pages, articles, banks, glossary, settings."""
    return sorted([*DEMO.rglob("*.md"), *DEMO.rglob("*.yaml"), *DATA.glob("*.yaml"), *DATA.glob("*.csv")])


def passages(file: Path, *, without: Container[str] = ()) -> Iterator[Passage]:
    """Give the passages of a file in order, leaving out the kinds of blocks named in ``without``."""
    name = str(file.relative_to(ROOT))
    if file.suffix == ".md":
        source = read_source(file)
        texts = [
            *values_of(source.meta),
            *(
                line
                for piece in source.pieces
                if piece.kind not in without
                for line in texts_of(piece.kind, piece.text)
            ),
        ]
    elif file.suffix == ".csv":
        texts = file.read_text(encoding="utf-8").splitlines()
    else:
        texts = list(values_of(yaml.safe_load(file.read_text(encoding="utf-8"))))
    for text in texts:
        yield Passage(name, plain(text))


def texts_of(kind: str, text: str) -> Iterator[str]:
    """Give the paragraphs, rows and items of a piece; YAML inside a fence by its values."""
    if kind in {
        "atlas_figure",
        "technique",
        "patient_case",
        "self_check",
        "flashcards",
        "hotspots",
        "video",
        "downloads",
    }:
        yield from values_of(yaml.safe_load(text))
        return
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        starts = re.match(r"\s*([-*|]|\d+\.)", line) or HEADING.match(line)
        if paragraph and (starts or not line.strip()):
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip())


def values_of(data: object, name: str = "") -> Iterator[str]:
    """Give the texts of nested data, leaving out names for programs."""
    if name in NAMES:
        return
    if isinstance(data, dict):
        for key, value in data.items():
            yield from values_of(value, str(key))
    elif isinstance(data, list):
        for value in data:
            yield from values_of(value, name)
    elif isinstance(data, str):
        yield from texts_of("text", data)


def plain(text: str) -> str:
    """Return a text without Markdown, addresses and the marks of glossary terms."""
    text = MARKERS.sub(lambda found: found[2] or found[1], text)
    text = ADDRESS.sub(" ", LINK.sub(r"\1", text))
    return re.sub(r"\s+", " ", re.sub(r"[*_`#|>]+|<[^>]+>", " ", text)).strip()

"""Upload: photographs, films or documents, marked by people against a rubric. Response: the files' names, [] for none.

A name is the unguessable token of a kept file with the ending of what it holds, never what it was called at home.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal, Self

from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pydantic import Field, model_validator

from quizzes.types.base import FIELD, PENDING, UNANSWERED, InvalidAnswer, Mark, as_list
from quizzes.types.rubric import MarkedByPeople

NAME = "upload"
LABEL = gettext_lazy("Upload")
ANSWER_TEMPLATE = "types/upload/answer.html"
REVIEW_TEMPLATE = "types/upload/review.html"

MEGABYTE = 1024 * 1024
MOST_FILES = 5
#: What each kind may be, by the ending that its content has, and as what it is served.
KINDS = {
    "photos": {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"},
    "films": {"mp4": "video/mp4", "webm": "video/webm"},
    "documents": {"pdf": "application/pdf"},
}
KIND_WORDS = {
    "photos": gettext_lazy("photographs (JPEG, PNG or WebP)"),
    "films": gettext_lazy("films (MP4 or WebM)"),
    "documents": gettext_lazy("documents (PDF)"),
}
FILE_WORDS = {
    "photos": gettext_lazy("Photo {n}"),
    "films": gettext_lazy("Film {n}"),
    "documents": gettext_lazy("Document {n}"),
}
KIND_OF = {ending: kind for kind, endings in KINDS.items() for ending in endings}
NAME_OF_FILE = re.compile(rf"[\w-]{{32}}\.({'|'.join(KIND_OF)})", re.ASCII)


class Definition(MarkedByPeople):
    """Which kinds of files are asked for, how many, and how large each may be (MB of 1024 · 1024 bytes)."""

    type: Literal["upload"] = "upload"
    instruction: str = ""
    photos: bool = True
    films: bool = False
    documents: bool = False
    most_files: int = Field(default=1, ge=1, le=MOST_FILES)
    most_megabytes: int = Field(default=20, ge=1, le=200)

    @model_validator(mode="after")
    def takes_something(self) -> Self:
        """Ask for one kind at least."""
        if not self.kinds:
            raise ValueError(_("Choose what may be handed in: photographs, films or documents."))
        return self

    @property
    def kinds(self) -> list[str]:
        """The kinds that are taken."""
        return [kind for kind in KINDS if getattr(self, kind)]

    @property
    def types(self) -> dict[str, str]:
        """What is taken, by ending, and as what it is served."""
        return {ending: served for kind in self.kinds for ending, served in KINDS[kind].items()}


@dataclass(frozen=True)
class File:
    """One file as it is shown: numbered within its kind."""

    name: str
    kind: str
    label: str

    @property
    def token(self) -> str:
        """What its address ends in."""
        return self.name.partition(".")[0]


def response(definition: Definition, raw: object) -> list[str]:
    """Return the names in their order, each once; raise InvalidAnswer for what is none and for too many."""
    names = as_list(raw)
    if not all(isinstance(name, str) and NAME_OF_FILE.fullmatch(name) for name in names):
        raise InvalidAnswer(_("That answer does not fit the question."))
    names = list(dict.fromkeys(names))
    if len(names) > definition.most_files:
        raise InvalidAnswer(too_many(definition))
    if not {name.partition(".")[2] for name in names} <= definition.types.keys():
        raise InvalidAnswer(_("That answer does not fit the question."))
    return names


def too_many(definition: Definition) -> str:
    """Say that no more files are taken."""
    words = ngettext("You can hand in %(n)d file.", "You can hand in %(n)d files.", definition.most_files)
    return words % {"n": definition.most_files} + " " + _("Remove one first.")


def from_form(definition: Definition, data: QueryDict) -> list[str]:
    """Read the boxes of the files that stay."""
    return response(definition, data.getlist(FIELD))


def to_form(_definition: Definition, response: list[str]) -> dict[str, list[str]]:
    """Tick the boxes of the files."""
    return {FIELD: response}


def mark(_definition: Definition, response: list[str]) -> Mark:
    """Leave it to people; nothing earns nothing."""
    return PENDING if response else UNANSWERED


def render(definition: Definition, response: list[str]) -> Mapping[str, Any]:
    """Return the files and what is asked for, in words."""
    return {
        "files": numbered(response),
        "hint": asked_files(definition),
        "accept": ",".join(definition.types.values()),
        "most": definition.most_files,
        "most_bytes": definition.most_megabytes * MEGABYTE,
        "field": FIELD,
    }


def numbered(names: list[str]) -> list[File]:
    """Return files as they are shown: Photo 1, Photo 2, Film 1."""
    seen: Counter[str] = Counter()
    files = []
    for name in names:
        kind = KIND_OF[name.partition(".")[2]]
        seen[kind] += 1
        files.append(File(name, kind, str(format_lazy(FILE_WORDS[kind], n=seen[kind]))))
    return files


def asked_files(definition: Definition) -> str:
    """Say how many files of which kinds are taken, and how large they may be."""
    kinds = [str(KIND_WORDS[kind]) for kind in definition.kinds]
    told = _("%(some)s or %(last)s") % {"some": ", ".join(kinds[:-1]), "last": kinds[-1]} if kinds[1:] else kinds[0]
    size = _("%(n)d MB") % {"n": definition.most_megabytes}
    return ngettext(
        "One file: %(kinds)s, up to %(size)s.", "Up to %(n)d files: %(kinds)s, up to %(size)s each.",
        definition.most_files,
    ) % {"n": definition.most_files, "kinds": told, "size": size}  # fmt: skip


def lay_down(data: dict[str, Any], _draw: Random, *, shuffle: bool) -> dict[str, Any]:
    """There is nothing to shuffle."""
    return data


def solve(definition: Definition) -> list[str]:
    """Return an answer of the right shape; only people can say what it earns."""
    return [f"{'0' * 32}.{next(iter(definition.types))}"]


def guess(definition: Definition, draw: Random) -> list[str]:
    """Name a file of any kind that is taken."""
    return [f"{draw.getrandbits(128):032x}.{draw.choice(list(definition.types))}"]

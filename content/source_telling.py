"""From the blocks of a body back to the text of a source file: the same text, read again, makes the same body.

``TELLERS`` has one function for each kind of block, beside the maker in ``content.source_blocks`` that reads it.
"""

from collections.abc import Callable, Mapping
from typing import Any

import yaml
from markdownify import MarkdownConverter
from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html

WIDTH = 110
Teller = Callable[[Any], str]


#: CommonMark as authors write it.
MARKDOWN = MarkdownConverter(bullets="-", escape_misc=False)


def markdown_of(rich: RichText | str) -> str:
    """Return rich text as Markdown; links to pages are written by address."""
    source = rich.source if isinstance(rich, RichText) else str(rich)
    return str(MARKDOWN.convert(expand_db_html(source))).strip()


class _Yaml(yaml.SafeDumper):
    """Texts of several lines as they are, everything else on one."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Yaml.add_representer(str, _text)


def yaml_of(data: Any) -> str:
    """Return data as YAML in the order given."""
    return yaml.dump(data, Dumper=_Yaml, allow_unicode=True, sort_keys=False, width=WIDTH).strip()


def body_text(body: blocks.StreamValue, more: Mapping[str, Teller] | None = None) -> str:
    """Return a body as Markdown with fences, ending in a line break.

    ``more`` tells the kinds of blocks that only floors above understand; a block that nobody tells is an error.
    """
    tellers = TELLERS | dict(more or {})
    told = (tellers[block.block_type](block.value) for block in body)
    return "\n\n".join(filter(None, told)) + "\n"


def fence(kind: str, *arguments: str, text: str = "") -> str:
    """Return a fenced block; an argument is quoted where it is more than a word."""
    words = [word if word.replace("-", "").replace("_", "").isalnum() else f'"{word}"' for word in arguments]
    return "\n".join(filter(None, [" ".join([":::", kind, *words]), text.strip(), ":::"]))


def quoted(text: str) -> str:
    """Return a text as a fence's argument can hold it: it has no way to say a straight quotation mark."""
    return " ".join(text.replace('"', "”").split())


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing."""
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _heading(value: blocks.StructValue) -> str:
    return f"{'#' * int(value['level'])} {value['text']}"


def _callout(value: blocks.StructValue) -> str:
    title = [f'"{quoted(value["title"])}"'] if value["title"] else []
    return f"::: {' '.join(['callout', value['kind'], *title])}\n{markdown_of(value['text'])}\n:::"


def _quotation(value: blocks.StructValue) -> str:
    return f'::: quotation "{quoted(value["source"])}"\n{value["text"]}\n:::'


def _accordion(value: blocks.StructValue) -> str:
    entries = (f"### {entry['title']}\n{markdown_of(entry['text'])}" for entry in value["entries"])
    return fence("accordion", text="\n".join(entries))


def _references(value: blocks.StructValue) -> str:
    return fence("references", text="\n".join(map(_reference, value["entries"])))


def _reference(entry: blocks.StructValue) -> str:
    parts = [f"- {entry['text']}"]
    parts += [f"doi: {entry['doi']}"] if entry["doi"] else []
    parts += [f"<{entry['url']}>"] if entry["url"] else []
    return " ".join(parts)


def _rows(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    rule = f"|{'---|' * (lines[0].count('|') - 1)}"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cell(value: Any) -> str:
    return " ".join(markdown_of(value).split()) if isinstance(value, RichText) else str(value)


def _table(value: blocks.StructValue) -> str:
    table = value["table"]
    headings = [column["heading"] for column in table.columns]
    rows = [[_cell(cell.value) for cell in row] for row in table.rows]
    return f'::: table "{quoted(value["caption"])}"\n{_rows([headings, *rows])}\n:::'


def _comparison(value: blocks.StructValue) -> str:
    features = [[feature["name"], *map(_cell, feature["cells"])] for feature in value["features"]]
    return f'::: comparison "{quoted(value["caption"])}"\n{_rows([["", *value["things"]], *features])}\n:::'


def _figure(value: blocks.StructValue) -> str:
    return "\n".join([_picture("figure", value["image"], value["caption"], value["credit"]), ":::"])


def _picture(kind: str, image: Any, *words: str) -> str:
    texts = (f'"{quoted(text)}"' for text in (image.contextual_alt_text or "", *words))
    return " ".join([":::", kind, image.filename, *texts])


def _hotspots(value: blocks.StructValue) -> str:
    spots = [filled({**spot, "text": _cell(spot["text"])}) for spot in value["spots"]]
    return "\n".join([_picture("hotspots", value["image"], value["caption"]), yaml_of(spots), ":::"])


def _downloads(value: blocks.StructValue) -> str:
    return with_data("downloads", value["title"], [document.filename for document in value["documents"]])


def _video(value: blocks.StructValue) -> str:
    data = {
        "file": value["file"].filename,
        "captions": value["captions"].filename,
        "poster": value["poster"].filename if value["poster"] else "",
        "chapters": value["chapters"].filename if value["chapters"] else "",
        "transcript": _lines(value["transcript"]),
    }
    return with_data("video", value["title"], filled(data))


def _audio(value: blocks.StructValue) -> str:
    return with_data(
        "audio", value["title"], {"file": value["file"].filename, "transcript": _lines(value["transcript"])}
    )


def _lines(rich: RichText | None) -> str:
    text = markdown_of(rich) if rich else ""
    return f"{text}\n" if text else ""


def _live_session(value: blocks.StructValue) -> str:
    return fence("live_session", value["session"].key)


def _technique(value: blocks.StructValue) -> str:
    data = {
        "position": _cell(value["position"]),
        "steps": [_cell(step) for step in value["steps"]],
        "pressure": _cell(value["pressure"]),
        "hold_seconds": value["hold_seconds"],
        "repeats": value["repeats"],
        "stop_when": list(value["stop_when"]),
        "contraindications": [entry.key for entry in value["contraindications"]],
        "note": _cell(value["note"]),
    }
    return with_data("technique", value["title"], filled(data))


def with_data(kind: str, title: str, data: Any) -> str:
    """Return a fenced block whose text is YAML."""
    heading = f'::: {kind} "{quoted(title)}"' if title else f"::: {kind}"
    return f"{heading}\n{yaml_of(data)}\n:::"


def _contraindication(value: blocks.StructValue) -> str:
    return fence("contraindication", value["entry"].key, text=markdown_of(value["text"]))


def _red_flag(value: blocks.StructValue) -> str:
    return fence("red_flag", value["entry"].key, text=markdown_of(value["text"]))


def _patient_case(value: blocks.StructValue) -> str:
    steps = [{"ask": step["ask"], "answer": markdown_of(step["answer"]) + "\n"} for step in value["steps"]]
    muscles = [muscle.key for muscle in value["muscles"] if muscle]
    data = {"person": value["person"], "story": markdown_of(value["story"]) + "\n", "steps": steps, "muscles": muscles}
    return with_data("patient_case", value["title"], filled(data))


def _flashcards(value: blocks.StructValue) -> str:
    return with_data(
        "flashcards", value["title"], [{"front": c["front"], "back": _cell(c["back"])} for c in value["cards"]]
    )


def _atlas_figure(value: blocks.StructValue) -> str:
    data = {
        "muscles": [muscle.key for muscle in value["muscles"]],
        "regions": [region.key for region in value["regions"]],
        "show": list(value["show"]),
    }
    return with_data("atlas_figure", value["caption"], filled(data))


TELLERS: dict[str, Teller] = {
    "heading": _heading,
    "text": markdown_of,
    "callout": _callout,
    "quotation": _quotation,
    "accordion": _accordion,
    "references": _references,
    "table": _table,
    "comparison": _comparison,
    "figure": _figure,
    "hotspots": _hotspots,
    "downloads": _downloads,
    "video": _video,
    "audio": _audio,
    "live_session": _live_session,
    "technique": _technique,
    "contraindication": _contraindication,
    "red_flag": _red_flag,
    "patient_case": _patient_case,
    "flashcards": _flashcards,
    "atlas_figure": _atlas_figure,
}

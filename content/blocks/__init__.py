"""Every StreamField block of the site; each with an icon, a description, a preview value and its own template.

``BODY_BLOCKS`` is the one list that each body uses. The stored shapes (what a StreamField keeps as JSON), for whoever
writes bodies by program; ``<p>`` stands for a piece of rich text, a number for the key of an image or a document:

========== =====================================================================================================
heading    ``{"text": "…", "level": "2"}``: level 2 or 3; ``anchor`` may be given, else it is made from the text
text       ``"<p>…</p>"``
figure     ``{"image": {"image": 1, "alt_text": "…", "decorative": false}, "caption": "…", "credit": "…"}``
callout    ``{"kind": "tip", "title": "…", "text": "<p>…</p>"}``: kind is tip, caution or evidence
quotation  ``{"text": "…", "source": "…", "url": "https://…"}``
table      ``{"caption": "…", "row_headings": true, "table": {"columns": [{"type": "text", "heading": "…"}],
           "rows": [{"values": ["…"]}], "caption": ""}}``: column types are text and rich_text
accordion  ``{"entries": [{"title": "…", "text": "<p>…</p>"}]}``
video      ``{"title": "…", "file": 1, "captions": 2, "poster": null, "transcript": "<p>…</p>"}``
audio      ``{"title": "…", "file": 1, "transcript": "<p>…</p>"}``
downloads  ``{"title": "…", "documents": [1, 2]}``
references ``{"entries": [{"text": "…", "doi": "10.1000/182", "url": ""}]}``
========== =====================================================================================================
"""

from .evidence import DownloadsBlock, ReferencesBlock
from .media import AudioBlock, FigureBlock, VideoBlock
from .tables import DataTableBlock
from .text import AccordionBlock, CalloutBlock, HeadingBlock, QuotationBlock, TextBlock

BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("figure", FigureBlock()),
    ("callout", CalloutBlock()),
    ("quotation", QuotationBlock()),
    ("table", DataTableBlock()),
    ("accordion", AccordionBlock()),
    ("video", VideoBlock()),
    ("audio", AudioBlock()),
    ("downloads", DownloadsBlock()),
    ("references", ReferencesBlock()),
]

__all__ = [
    "BODY_BLOCKS",
    "AccordionBlock",
    "AudioBlock",
    "CalloutBlock",
    "DataTableBlock",
    "DownloadsBlock",
    "FigureBlock",
    "HeadingBlock",
    "QuotationBlock",
    "ReferencesBlock",
    "TextBlock",
    "VideoBlock",
]

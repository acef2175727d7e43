"""Every StreamField block of the site; each with an icon, a description, a preview value and its own template.

``Meta.css`` and ``Meta.js`` name the files that only pages with such a block need (see ``content.body_assets``).

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
video      ``{"title": "…", "file": 1, "captions": 2, "poster": null, "chapters": null, "transcript": "<p>…</p>"}``
audio      ``{"title": "…", "file": 1, "transcript": "<p>…</p>"}``
downloads  ``{"title": "…", "documents": [1, 2]}``
references ``{"entries": [{"text": "…", "doi": "10.1000/182", "url": ""}]}``
technique  ``{"title": "…", "position": "<p>…</p>", "steps": ["<p>…</p>"], "pressure": "<p>…</p>", "hold_seconds": 20,
           "repeats": 3, "stop_when": ["…"], "contraindications": [1], "note": "<p>…</p>"}``
comparison ``{"caption": "…", "things": ["…", "…"], "features": [{"name": "…", "cells": ["<p>…</p>", "<p>…</p>"]}]}``
safety     ``contraindication`` and ``red_flag``: ``{"entry": 1, "text": "<p>…</p>"}``
case       ``patient_case``: ``{"title": "…", "person": "…", "story": "<p>…</p>",
           "steps": [{"ask": "…", "answer": "<p>…</p>"}]}``
self_check ``{"question": 1}``
flashcards ``{"title": "…", "cards": [{"front": "…", "back": "<p>…</p>"}]}``
hotspots   ``{"image": {…}, "caption": "…", "spots": [{"x": 30.0, "y": 40.0, "label": "…", "text": "<p>…</p>"}]}``
session    ``live_session``: ``{"session": 1}``
atlas      ``atlas_figure``: ``{"muscles": [1], "regions": [2], "show": ["muscles", "points"], "caption": "…"}``
========== =====================================================================================================
"""

from .atlas import AtlasFigureBlock
from .comparison import ComparisonBlock
from .evidence import DownloadsBlock, ReferencesBlock
from .hotspots import HotspotsBlock
from .live import LiveSessionBlock
from .media import AudioBlock, FigureBlock, VideoBlock
from .practice import FlashcardsBlock, PatientCaseBlock, SelfCheckBlock
from .safety import ContraindicationBlock, RedFlagBlock
from .tables import DataTableBlock
from .technique import TechniqueBlock
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
    ("technique", TechniqueBlock()),
    ("comparison", ComparisonBlock()),
    ("contraindication", ContraindicationBlock()),
    ("red_flag", RedFlagBlock()),
    ("patient_case", PatientCaseBlock()),
    ("self_check", SelfCheckBlock()),
    ("flashcards", FlashcardsBlock()),
    ("hotspots", HotspotsBlock()),
    ("live_session", LiveSessionBlock()),
    ("atlas_figure", AtlasFigureBlock()),
]

__all__ = [
    "BODY_BLOCKS",
    "AccordionBlock",
    "AtlasFigureBlock",
    "AudioBlock",
    "CalloutBlock",
    "ComparisonBlock",
    "ContraindicationBlock",
    "DataTableBlock",
    "DownloadsBlock",
    "FigureBlock",
    "FlashcardsBlock",
    "HeadingBlock",
    "HotspotsBlock",
    "LiveSessionBlock",
    "PatientCaseBlock",
    "QuotationBlock",
    "RedFlagBlock",
    "ReferencesBlock",
    "SelfCheckBlock",
    "TechniqueBlock",
    "TextBlock",
    "VideoBlock",
]

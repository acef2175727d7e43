"""One maker for each fence of a lesson beyond plain text: from a piece of a source to the stored shape of its block."""

from collections.abc import Callable
from typing import Any

from content.source import Piece
from content.source_finder import Finder

from . import cards, media, practice
from .practice import questions_in

__all__ = ["LESSON_MAKERS", "Maker", "questions_in"]

Maker = Callable[[Piece, Finder], Any]

LESSON_MAKERS: dict[str, Maker] = {
    "technique": practice.technique,
    "patient_case": practice.patient_case,
    "self_check": practice.self_check,
    "flashcards": practice.flashcards,
    "comparison": cards.comparison,
    "contraindication": cards.contraindication,
    "red_flag": cards.red_flag,
    "hotspots": cards.hotspots,
    "live_session": cards.live_session,
    "downloads": cards.downloads,
    "video": media.video,
    "audio": media.audio,
}

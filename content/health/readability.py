"""How hard a text is to read, by two old formulas that count words, sentences and syllables.

They know nothing of meaning, and terms of anatomy make any text look hard: a hint, never a verdict.
"""

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$|[”’\"')])")
WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:[’'-][A-Za-zÀ-ÖØ-öø-ÿ]+)*")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+")
WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Reading:
    """What was counted in a text."""

    words: int
    sentences: int
    syllables: int

    @property
    def ease(self) -> float:
        """Flesch reading ease, 206.835 − 1.015 × words a sentence − 84.6 × syllables a word; 100 is easy, 0 is hard.

        R. Flesch, “A new readability yardstick”, Journal of Applied Psychology 32 (1948), 221–233.
        """
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float:
        """Flesch–Kincaid grade, 0.39 × words a sentence + 11.8 × syllables a word − 15.59: years at an American school.

        J. P. Kincaid and others, Research Branch Report 8-75, Naval Air Station Memphis (1975).
        """
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def minutes(self) -> int:
        """Minutes of plain reading at 200 words a minute, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))


def read_text(text: str) -> Reading | None:
    """Count a text; nothing if it holds no word. A text without a full stop is one sentence."""
    words = WORD.findall(text)
    if not words:
        return None
    return Reading(len(words), max(1, len(SENTENCE_END.findall(text))), sum(map(count_syllables, words)))


def count_syllables(word: str) -> int:
    """Return the runs of vowels, without a silent final e (“pine”, not “table”); at least one.

    A final “ed” is silent too unless after t or d (“pressed”, not “rested”). Right for about nine words in ten.
    """
    plain = word.casefold()
    count = len(VOWELS.findall(plain))
    silent_e = re.search(r"[^aeiouy]e$", plain) and not re.search(r"[^aeiouy]le$", plain)
    silent_ed = re.search(r"[^aeiouytd]ed$", plain)
    return max(1, count - bool(silent_e or silent_ed))

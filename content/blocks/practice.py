"""Blocks that one thinks through: a patient's case, a question to oneself, cards to turn over."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .text import INLINE_FEATURES, TEXT_FEATURES


class ThinkingStepBlock(blocks.StructBlock):
    """A question, and what to say to it once one has thought."""

    ask = blocks.CharBlock(label=_("Question"), max_length=400)
    answer = blocks.RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Step")


class PatientCaseBlock(blocks.StructBlock):
    """A client's story, thought through one question at a time: ask, think, reveal."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    person = blocks.CharBlock(label=_("Person"), max_length=160, help_text=_("Such as “Club runner, 54”."))
    story = blocks.RichTextBlock(label=_("Story"), features=TEXT_FEATURES)
    steps = blocks.ListBlock(ThinkingStepBlock(), min_num=1, max_num=6, label=_("Steps"))
    muscles = blocks.ListBlock(
        SnippetChooserBlock("content.Muscle"),
        min_num=0,
        max_num=6,
        default=[],
        label=_("Muscles"),
        help_text=_(
            "Their pages in the atlas name this case. The case itself does not show them: it would give itself away."
        ),
    )

    class Meta:
        icon = "user"
        label = _("Patient case")
        group = _("Practice")
        template = "content/blocks/patient_case.html"
        description = _("A client's story with questions that open one after the other.")
        preview_value = {
            "title": "A calf after the half-marathon",
            "person": "Club runner, 54",
            "story": "<p>He points at the inner calf and asks for it to be pressed out.</p>",
            "steps": [
                {"ask": "What would you ask first?", "answer": "<p>Whether it is hot, swollen or new.</p>"},
                {"ask": "And then?", "answer": "<p>Whether he travelled.</p>"},
            ],
        }
        css = ("patient-case",)


def self_check_preview() -> dict:
    """Return a question that is not in the database; the bank is a floor above, known by its name only."""
    texts = ("Ask about the saddle area", "Press harder")
    options = [
        {"text": text, "correct": not place, "feedback": "", "fraction": None} for place, text in enumerate(texts)
    ]
    stem = "<p>Numbness in both legs since this morning: what comes first?</p>"
    question = apps.get_model("quizzes", "Question")(
        stem=stem, answer=[("sba", {"options": options, "scoring": "dichotomous"})]
    )
    return {"question": question}


class SelfCheckBlock(blocks.StructBlock):
    """A question of the bank that one answers for oneself: marked at once, kept nowhere."""

    question = SnippetChooserBlock("quizzes.Question", label=_("Question"))

    class Meta:
        icon = "help"
        label = _("Self-check")
        group = _("Practice")
        template = "content/blocks/self_check.html"
        description = _("A question of the bank, answered at once and not counted.")
        preview_value = staticmethod(self_check_preview)
        css = ("question", "self-check")
        js = ("self-check",)


class FlashcardBlock(blocks.StructBlock):
    """A card with a question in front and its answer behind."""

    front = blocks.CharBlock(label=_("Front"), max_length=300)
    back = blocks.RichTextBlock(label=_("Back"), features=INLINE_FEATURES)

    class Meta:
        icon = "copy"
        label = _("Card")


class FlashcardsBlock(blocks.StructBlock):
    """Cards to turn over; on paper a list of two columns."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    cards = blocks.ListBlock(FlashcardBlock(), min_num=1, max_num=40, label=_("Cards"))

    class Meta:
        icon = "copy"
        label = _("Flashcards")
        group = _("Practice")
        template = "content/blocks/flashcards.html"
        description = _("Cards with a front and a back, turned one at a time.")
        preview_value = {
            "title": "End-feels",
            "cards": [
                {"front": "Bone to bone", "back": "<p>Hard, abrupt: the elbow at full extension.</p>"},
                {"front": "Soft tissue", "back": "<p>Springy: calf against thigh.</p>"},
            ],
        }
        css = ("flashcards",)
        js = ("flash-cards",)

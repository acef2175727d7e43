"""What a student sends about cards, as values."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.flashcards.cards import DeckKeys
from courses.flashcards.scheduling import Rating
from courses.models import CardSettings
from courses.models.flashcards import KEY_LENGTH

AREAS = [("lessons", _("The areas that my lessons have shown")), ("all", _("All areas of the body"))]


class KeyForm(forms.Form):
    """Which card."""

    key = forms.CharField(max_length=KEY_LENGTH)
    deck = forms.CharField(max_length=80, required=False)


class AnswerForm(KeyForm):
    """An answer: the version of the card that it was given to, how well it was known, when the card was shown."""

    version = forms.IntegerField(min_value=0)
    rating = forms.TypedChoiceField(choices=Rating.choices, coerce=int)
    shown = forms.IntegerField(required=False, min_value=0, max_value=10**11)

    def duration(self, at: datetime) -> timedelta | None:
        """Return how long the student took; ``shown`` is in seconds since 1970, by the server's clock."""
        shown = self.cleaned_data["shown"]
        return at - datetime.fromtimestamp(shown, UTC) if shown else None


class UndoForm(forms.Form):
    """Which answer to take back."""

    review = forms.IntegerField(min_value=1)
    deck = forms.CharField(max_length=80, required=False)


class AsideForm(KeyForm):
    """What becomes of a card."""

    do = forms.ChoiceField(choices=[(name, name) for name in ("suspend", "bury", "back")])


class ReportForm(KeyForm):
    """What is wrong with a card."""

    words = forms.CharField(
        label=_("What is wrong with this card?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CardSettingsForm(forms.Form):
    """Which decks, and how much a day."""

    areas = forms.ChoiceField(label=_("Muscles and referred pain"), choices=AREAS, widget=forms.RadioSelect)
    decks = forms.MultipleChoiceField(label=_("Decks"), required=False, widget=forms.CheckboxSelectMultiple)
    new_per_day = forms.IntegerField(
        label=_("New cards a day"), min_value=0, max_value=100, help_text=_("0 to 100. Fifteen take about ten minutes.")
    )
    most_per_day = forms.IntegerField(label=_("Most reviews a day"), min_value=10, max_value=1000)
    retention = forms.IntegerField(
        label=_("How much you want to remember, in percent"),
        min_value=80,
        max_value=97,
        help_text=_("80 to 97. Each percent more costs more reviews; 90 is a good measure."),
    )

    def __init__(self, *args: Any, decks: Sequence[DeckKeys], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slugs = [entry.deck.slug for entry in decks]
        self.fields["decks"].choices = [  # type: ignore[attr-defined]
            (entry.deck.slug, f"{entry.deck.heading}: {entry.deck.title}") for entry in decks
        ]

    @staticmethod
    def of(kept: CardSettings, decks: Sequence[DeckKeys]) -> "CardSettingsForm":
        """Return the form filled with what is chosen."""
        initial = {
            "areas": "lessons" if kept.follow_lessons else "all",
            "decks": [entry.deck.slug for entry in decks if entry.deck.slug not in kept.left_out],
            "new_per_day": kept.new_per_day,
            "most_per_day": kept.most_per_day,
            "retention": round(kept.retention * 100),
        }
        return CardSettingsForm(decks=decks, initial=initial)

    def choices(self, kept: CardSettings) -> dict[str, Any]:
        """Return what was chosen; a deck that the form did not offer stays as it was."""
        data = self.cleaned_data
        elsewhere = [slug for slug in kept.left_out if slug not in self.slugs]
        return {
            "follow_lessons": data["areas"] == "lessons",
            "left_out": sorted({*elsewhere, *(slug for slug in self.slugs if slug not in data["decks"])}),
            "new_per_day": data["new_per_day"],
            "most_per_day": data["most_per_day"],
            "retention": Decimal(data["retention"]) / 100,
        }

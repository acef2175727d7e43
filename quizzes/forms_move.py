"""Where staff move questions to, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.forms_regrade import ReasonForm
from quizzes.places import outcomes_by_module, outcomes_of_the_bank, topics_of_the_bank
from quizzes.services.moving import Move


class MoveForm(ReasonForm):
    """An outcome, listed under the module that teaches it; a topic to put on and one to take off; the reason."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Learning outcome"),
        required=False,
        help_text=gettext_lazy("Listed under the module whose steps name it. A quiz that draws by outcome follows it."),
    )
    topic = forms.CharField(
        label=gettext_lazy("Topic to put on"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("A tag of the bank, or a new one."),
    )
    leaves = forms.ChoiceField(label=gettext_lazy("Topic to take off"), required=False)
    field_order = ["outcome", "topic", "leaves", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = _outcome_choices()  # type: ignore[attr-defined]
        self.fields["leaves"].choices = [("", _("None")), *((name, name) for name in topics_of_the_bank())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for somewhere to go."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("outcome", "topic", "leaves")):
            raise forms.ValidationError(_("Say where to: an outcome, a topic to put on, or one to take off."))
        return cleaned

    def move(self) -> Move:
        """Return what was chosen."""
        return Move(*(" ".join(self.cleaned_data[name].split()) for name in ("outcome", "topic", "leaves")))


def _outcome_choices() -> list[Any]:
    taught = outcomes_by_module()
    named = {outcome for outcomes in taught.values() for outcome in outcomes}
    elsewhere = [outcome for outcome in outcomes_of_the_bank() if outcome not in named]
    groups = [(module, [(one, one) for one in outcomes]) for module, outcomes in taught.items()]
    others = [(_("Named by no step"), [(one, one) for one in elsewhere])] if elsewhere else []
    return [("", _("As it is")), *groups, *others]

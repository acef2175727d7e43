"""What people ask of the atlas, always by GET: it stands in the address and can be shared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.atlas.areas import AREAS
from content.atlas.collection import Atlas, MuscleEntry
from content.models.atlas import Muscle

LONGEST = 80


class MuscleFilterForm(forms.Form):
    """Narrows the list of muscles."""

    q = forms.CharField(label=_("Name, action or complaint"), max_length=LONGEST, required=False)
    area = forms.ChoiceField(label=_("Area"), required=False, choices=[("", _("All areas")), *AREAS.items()])
    layer = forms.ChoiceField(label=_("Layer"), required=False, choices=[("", _("All layers")), *Muscle.Layer.choices])
    condition = forms.CharField(
        label=_("Related condition"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"list": "conditions"}),
    )

    def found_in(self, atlas: Atlas) -> list[MuscleEntry]:
        """Return the muscles that every filled field agrees to; all of them if the form makes no sense."""
        wanted = self.cleaned_data if self.is_valid() else {}
        return [muscle for muscle in atlas.muscles.values() if _agrees(muscle, wanted)]


def marked_in(values: list[str], atlas: Atlas) -> list[str]:
    """Return the regions among ``values`` (``r=lumbar&r=calf``), each once, in the order of the atlas."""
    wanted = set(values)
    return [key for key in atlas.regions if key in wanted]


def _agrees(muscle: MuscleEntry, wanted: dict[str, str]) -> bool:
    text = " ".join((muscle.name, muscle.action, muscle.pattern, *muscle.conditions)).casefold()
    return (
        all(word in text for word in wanted.get("q", "").casefold().split())
        and wanted.get("area") in ("", None, muscle.area)
        and wanted.get("layer") in ("", None, muscle.layer)
        and wanted.get("condition", "").casefold() in "; ".join(muscle.conditions).casefold()
    )

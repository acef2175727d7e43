"""What markers and administrators post, as values."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.forms_discussion import WordsField
from quizzes.marked import level_field
from quizzes.models import Script
from quizzes.types.rubric import Rubric

LONGEST_COMMENT = 5000


class MarkingForm(forms.Form):
    """A level for each criterion, none for those that are still open, and a comment."""

    action = forms.ChoiceField(choices=[("draft", "draft"), ("finish", "finish")])
    comment = WordsField(label=_("Comment for the student"), required=False, max_length=LONGEST_COMMENT)

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        for row in rubric:
            choices = [(level.id, level.name) for level in row.levels]
            self.fields[level_field(row.id)] = forms.ChoiceField(label=row.name, choices=choices, required=False)

    def levels(self) -> dict[str, str]:
        """Return the chosen levels by criterion, ids by ids."""
        chosen = {row.id: self.cleaned_data[level_field(row.id)] for row in self.rubric}
        return {row: level for row, level in chosen.items() if level}


class AssignForm(forms.Form):
    """Whose desk a script goes to."""

    assessor = forms.ModelChoiceField(
        User.objects.none(), label=_("Marker"), required=False, empty_label=_("Nobody: back into the queue")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_mark = {"codename": "mark_script", "content_type__app_label": "quizzes"}
        given = User.groups.through.objects.filter(
            user=OuterRef("pk"), **{f"group__permissions__{name}": value for name, value in may_mark.items()}
        )
        self.fields["assessor"].queryset = User.objects.filter(Exists(given), is_active=True)  # type: ignore[attr-defined]


class ReturnAllForm(forms.Form):
    """A marker who leaves."""

    assessor = forms.ModelChoiceField(User.objects.none(), label=_("Marker"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_desk = Script.objects.filter(assessor=OuterRef("pk"))
        self.fields["assessor"].queryset = User.objects.filter(Exists(on_desk))  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """Why a student asks for another look, and that they know what may come of it."""

    reason = WordsField(
        label=_("Why should somebody else look at it?"),
        max_length=3000,
        help_text=_("Say which part of your answer you mean. The marker reads your words, but not your name."),
    )
    understood = forms.BooleanField(
        label=_("I know that my mark can go up, stay the same or go down, and that a pass can become a fail."),
        error_messages={"required": _("Confirm that you know that the mark can also go down.")},
    )

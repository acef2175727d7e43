"""Internal quality assurance: draw the sample, look at each, confirm or return it with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.models import LogEntry, Observation
from quizzes.practice_rules import PracticeRefused
from quizzes.practice_staff.common import ASSURE, PracticePage
from quizzes.practice_staff.forms import DecideForm
from quizzes.services.assuring import assure_entry, assure_observation
from quizzes.services.sampling import draw_samples
from quizzes.views.practicals import whole_observations

SHOWN = 100


class QualityView(PracticePage):
    """What was sampled and waits; a button draws from what was signed since."""

    needed = (ASSURE,)
    template_name = "quizzes/admin_practice/quality.html"
    page_title = gettext_lazy("Quality assurance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = ("enrolment__student", "assessor")
        return super().get_context_data(**kwargs) | {
            "observations": Observation.objects.for_quality().select_related("practical", *people)[:SHOWN],
            "entries": LogEntry.objects.for_quality().select_related("log", *people)[:SHOWN],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw."""
        count = draw_samples(at=timezone.now(), actor=self.actor)
        words = ngettext("%(count)d record was drawn.", "%(count)d records were drawn.", count)
        messages.success(request, words % {"count": count})
        return redirect("practice_staff_quality")


class DecideView(PracticePage):
    """One sampled record, and what is decided about it."""

    needed = (ASSURE,)

    def settle(self, **decision: Any) -> None:
        """Call the service."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": kwargs.get("form") or DecideForm()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide."""
        form = DecideForm(request.POST)
        if form.is_valid():
            try:
                self.settle(actor=self.actor, at=timezone.now(), **form.cleaned_data)
            except PracticeRefused as refused:
                form.add_error(None, refused.words)
        if form.errors:
            return self.answer(form=form, status=422)
        messages.success(request, _("The decision is kept."))
        return redirect("practice_staff_quality")


class DecideObservationView(DecideView):
    """A sampled observation."""

    template_name = "quizzes/admin_practice/decide_observation.html"
    page_title = gettext_lazy("Sampled observation")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.observation = get_object_or_404(
            whole_observations().exclude(state=Observation.State.DRAFT), pk=kwargs["pk"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = {"observation": self.observation, "evidence": self.observation.evidence.all()}
        return super().get_context_data(**kwargs) | seen

    def settle(self, **decision: Any) -> None:
        assure_observation(observation=self.observation, **decision)


class DecideEntryView(DecideView):
    """A sampled entry of a log."""

    template_name = "quizzes/admin_practice/decide_entry.html"
    page_title = gettext_lazy("Sampled entry")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        entries = LogEntry.objects.exclude(sample=LogEntry.Sample.NONE)
        people = ("log", "enrolment__student", "assessor", "iqa")
        self.entry = get_object_or_404(entries.select_related(*people), pk=kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"entry": self.entry}

    def settle(self, **decision: Any) -> None:
        assure_entry(entry=self.entry, **decision)

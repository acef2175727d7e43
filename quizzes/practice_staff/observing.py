"""The observation itself: written beside the couch, read by colleagues, printed; and its evidence."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditRecord
from quizzes.models import Evidence, Observation
from quizzes.practice_rules import PracticeRefused
from quizzes.practice_staff.common import ASSESS, ASSURE, ForPractice, PracticePage
from quizzes.practice_staff.forms import ObservationForm
from quizzes.services.evidence import add_evidence, may_see_evidence, remove_evidence
from quizzes.services.observing import save_notes, sign_observation
from quizzes.views.practicals import serve_evidence, whole_observations


class ObservationView(PracticePage):
    """A draft is a form for its assessor; whatever is signed is read."""

    needed = (ASSESS, ASSURE)
    observation: Observation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.observation = get_object_or_404(whole_observations(), pk=kwargs["pk"])
        if self.observation.is_draft and not self.is_mine:
            raise PermissionDenied

    @property
    def is_mine(self) -> bool:
        """Whether the person who asks is its assessor."""
        return self.observation.assessor_id == self.request.user.pk

    def get_page_title(self) -> str:
        return f"{self.observation.practical.title}: {self.observation.enrolment.student}"

    def get_template_names(self) -> list[str]:
        name = "observe" if self.observation.is_draft else "observation"
        return [f"quizzes/admin_practice/{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"observation": self.observation}
        if self.observation.is_draft:
            return context | {"form": kwargs.get("form") or ObservationForm(observation=self.observation)}
        told = AuditRecord.objects.about(self.observation)
        seen = self.observation.evidence.all() if self.may_see_evidence() else []
        return context | {"history": told, "evidence": seen}

    def may_see_evidence(self) -> bool:
        """Whether the photographs are for this person."""
        return may_see_evidence(person=self.actor, evidence=Evidence(observation=self.observation))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was typed, whatever else is wrong; then sign, if the button says so."""
        form = ObservationForm(request.POST, request.FILES, observation=self.observation)
        signs = request.POST.get("action") == "sign"
        valid = form.is_valid()
        try:
            self.keep(form)
            if signs and valid:
                self.sign(form)
        except PracticeRefused as refused:
            form.add_error(None, refused.words)
        if form.errors:
            return self.answer(form=form, status=422)
        messages.success(request, _("Signed. The student can read it now and sign too.") if signs else _("Saved."))
        return redirect("practice_staff_observation", pk=self.observation.pk)

    def keep(self, form: ObservationForm) -> None:
        """Save the notes, take evidence back and keep what came."""
        save_notes(observation=self.observation, assessor=self.actor, notes=form.notes())
        for kept in self.observation.evidence.filter(token__in=self.request.POST.getlist("remove")):
            remove_evidence(evidence=kept, assessor=self.actor, at=timezone.now())
        for file in form.cleaned_data.get("evidence") or []:
            add_evidence(observation=self.observation, assessor=self.actor, file=file, at=timezone.now())
        self.observation = get_object_or_404(whole_observations(), pk=self.observation.pk)

    def sign(self, form: ObservationForm) -> None:
        if not form.cleaned_data["confirm"]:
            form.add_error("confirm", _("Tick this to sign."))
            return
        name = form.cleaned_data["name"]
        sign_observation(observation=self.observation, assessor=self.actor, name=name, at=timezone.now())


class RecordView(ForPractice):
    """The record to print."""

    needed = (ASSESS, ASSURE)
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        signed = whole_observations().shown_to_students()  # type: ignore[attr-defined]
        context = {"observation": get_object_or_404(signed, pk=pk)}
        return render(request, "quizzes/observation_record.html", context)


class EvidenceView(ForPractice):
    """A file, for those few who may see it."""

    needed = (ASSESS, ASSURE)
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        kept = get_object_or_404(Evidence.objects.select_related("observation__enrolment"), token=token)
        return serve_evidence(request, kept, self.actor)

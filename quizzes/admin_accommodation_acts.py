"""What staff do about accommodations: grant, change, withdraw; always with a reason."""

from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from accounts.models import User
from courses.models import Enrolment
from quizzes.forms_accommodation import ChangeForm, GrantForm, WithdrawForm
from quizzes.models import Accommodation
from quizzes.services.accommodating import (
    NotGranted,
    change_accommodation,
    grant_accommodation,
    withdraw_accommodation,
)
from quizzes.staff_page import StaffPage


class ActView(StaffPage, FormView):
    """A form about one student's accommodation."""

    above = ("accommodations_staff:index", _("Accommodations"))
    model = Accommodation
    template_name = "courses/admin/act_form.html"
    header_icon = "time"
    accommodation: Accommodation
    seat: Enrolment

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = Accommodation.objects.select_related("enrolment__student", "quiz")
        self.accommodation = get_object_or_404(found, pk=kwargs["pk"])
        self.seat = self.accommodation.enrolment

    def get_page_subtitle(self) -> str:
        return f"{self.seat.student} · {self.accommodation.quiz or _('all quizzes of the course')}"

    def get_success_url(self) -> str:
        return reverse("accommodations_staff:inspect", args=[self.accommodation.pk])

    def act(self, form: Any, **who_and_when: Any) -> Accommodation:
        """Call the service."""
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        who_and_when = {"actor": cast("User", self.request.user), "at": timezone.now()}
        try:
            done = self.act(form, reason=form.cleaned_data["reason"], **who_and_when)
        except NotGranted:
            form.add_error(None, _("Another accommodation is in force for this, or this one no longer is."))
            return self.form_invalid(form)
        messages.success(self.request, _("Kept. A running attempt has its new time at once."))
        return redirect("accommodations_staff:inspect", done.pk)


class GrantView(ActView):
    """Grant a student something; the address may name the quiz."""

    permission_required = "add"
    form_class = GrantForm
    page_title = gettext_lazy("Grant more time or attempts")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        FormView.setup(self, request, *args, **kwargs)
        self.seat = get_object_or_404(Enrolment.objects.select_related("student"), pk=kwargs["seat"])

    def get_page_subtitle(self) -> str:
        return str(self.seat.student)

    def get_success_url(self) -> str:
        return reverse("accommodations_staff:index")

    def get_initial(self) -> dict[str, Any]:
        return {"quiz": self.request.GET.get("quiz")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"seat": self.seat}

    def act(self, form: GrantForm, **who_and_when: Any) -> Accommodation:
        quiz = form.cleaned_data["quiz"]
        return grant_accommodation(enrolment=self.seat, quiz=quiz, allowance=form.allowance(), **who_and_when)


class ChangeView(ActView):
    """Give other figures."""

    permission_required = "change"
    form_class = ChangeForm
    page_title = gettext_lazy("Change the accommodation")

    def get_initial(self) -> dict[str, Any]:
        names = ("extra_percent", "extra_minutes", "extra_attempts", "closes_at")
        return {name: getattr(self.accommodation, name) for name in names}

    def get_form(self, form_class: type[ChangeForm] | None = None) -> ChangeForm:
        form = super().get_form(form_class)
        if self.accommodation.quiz is None:  # a closing moment belongs to one quiz
            del form.fields["closes_at"]
        return form

    def act(self, form: ChangeForm, **who_and_when: Any) -> Accommodation:
        return change_accommodation(accommodation=self.accommodation, allowance=form.allowance(), **who_and_when)


class WithdrawView(ActView):
    """End it."""

    permission_required = "change"
    form_class = WithdrawForm
    page_title = gettext_lazy("Withdraw the accommodation")

    def act(self, form: WithdrawForm, **who_and_when: Any) -> Accommodation:
        return withdraw_accommodation(accommodation=self.accommodation, **who_and_when)

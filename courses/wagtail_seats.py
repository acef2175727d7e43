"""What staff do to a seat: give one, or open, pause and end it, always with a reason."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.models import User
from courses.forms import ChangeAccessForm, GrantSeatForm
from courses.models import Enrolment
from courses.services.enrolment import grant_seat, set_access


class SeatFormView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A form about seats for those who may change them."""

    model = Enrolment
    permission_required = "change"
    template_name = "courses/admin/seat_form.html"
    header_icon = "group"
    seat: Enrolment

    @property
    def actor(self) -> User:
        """Who is at work."""
        return cast("User", self.request.user)

    def get_success_url(self) -> str:
        return reverse("students_staff:inspect", args=[self.seat.pk])

    def finish(self, seat: Enrolment, words: str) -> HttpResponse:
        """Say what was done and show the seat."""
        self.seat = seat
        messages.success(self.request, words)
        return super().form_valid(None)


class GrantSeatView(SeatFormView):
    """Give somebody who has an account a seat without payment."""

    form_class = GrantSeatForm
    page_title = gettext_lazy("Give a seat")

    def form_valid(self, form: GrantSeatForm) -> HttpResponse:
        seat = grant_seat(**form.seat(), at=timezone.now(), actor=self.actor)
        return self.finish(seat, _("The seat is open."))


class ChangeAccessView(SeatFormView):
    """Open, pause or end one seat."""

    form_class = ChangeAccessForm
    page_title = gettext_lazy("Change access")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.seat = get_object_or_404(Enrolment.objects.select_related("student"), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.seat.student)

    def get_initial(self) -> dict[str, Any]:
        return {"access": self.seat.access}

    def form_valid(self, form: ChangeAccessForm) -> HttpResponse:
        seat = set_access(enrolment=self.seat, at=timezone.now(), actor=self.actor, **form.cleaned_data)
        return self.finish(seat, _("Access is now: %(access)s.") % {"access": seat.get_access_display()})

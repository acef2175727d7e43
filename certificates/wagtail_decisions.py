"""What staff decide about a certificate, each on a page of its own that asks for the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from certificates.errors import NotAllowed
from certificates.forms import ReasonForm, ReissueForm
from certificates.models import Certificate
from certificates.services import decisions
from certificates.states import Hold, State


@dataclass(frozen=True)
class Decision:
    """One thing that staff may do: its words, the form it asks, the service that carries it out, when it is open."""

    slug: str
    title: Promise
    icon: str
    service: Callable[..., Certificate]
    open_for: Callable[[Certificate], bool]
    form: type[Form] = ReasonForm

    def url(self, certificate: Certificate) -> str:
        return reverse("certificates_staff:decide", args=[certificate.pk, self.slug])

    def is_open_for(self, certificate: Certificate) -> bool:
        """Say whether the certificate stands in a state in which this makes sense."""
        return certificate.state != State.SUPERSEDED and self.open_for(certificate)


_ALL = [
    Decision("suspend", gettext_lazy("Suspend"), "time", decisions.suspend, lambda one: one.staff_hold == Hold.NONE),
    Decision("revoke", gettext_lazy("Revoke"), "cross", decisions.revoke, lambda one: one.staff_hold != Hold.REVOKED),
    Decision("restore", gettext_lazy("Restore"), "rotate", decisions.restore, lambda one: one.staff_hold != Hold.NONE),
    Decision(
        "reissue",
        gettext_lazy("Issue anew with a corrected name"),
        "edit",
        decisions.reissue,
        lambda one: one.state == State.VALID,
        ReissueForm,
    ),
]
DECISIONS = {decision.slug: decision for decision in _ALL}


class DecisionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Ask for the reason, then call one service."""

    model = Certificate
    permission_required = "change"
    template_name = "certificates/admin/decide.html"
    header_icon = "certificate"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.certificate = get_object_or_404(Certificate, pk=kwargs["pk"])
        if kwargs["decision"] not in DECISIONS:
            raise Http404
        self.decision = DECISIONS[kwargs["decision"]]

    def get_form_class(self) -> type[Form]:
        return self.decision.form

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.certificate.name}

    def get_page_title(self) -> str:
        return f"{self.decision.title}: {self.certificate}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificates_staff:index"), "label": _("Certificates")},
            {"url": self.get_success_url(), "label": str(self.certificate)},
            {"url": "", "label": self.decision.title},
        ]

    def get_success_url(self) -> str:
        return reverse("certificates_staff:inspect", args=[self.certificate.pk])

    def form_valid(self, form: Form) -> HttpResponse:
        """Carry the decision out; what the state does not allow is said in the form."""
        words = {"certificate": self.certificate, "at": timezone.now(), "actor": self.request.user}
        try:
            self.certificate = self.decision.service(**words, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Done: %(certificate)s") % {"certificate": self.certificate})
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"certificate": self.certificate, "decision": self.decision}

"""A graduate's own certificates."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from certificates.forms import NameForm
from certificates.models import Certificate
from certificates.presentation import verdict_on
from certificates.services.decisions import show_name
from certificates.sharing import linkedin_address
from certificates.waiting import waiting_for


@login_required
@require_GET
def my_certificates(request: HttpRequest) -> HttpResponse:
    """Show what the student holds, and what a finished course still waits for."""
    now, student = timezone.now(), cast(User, request.user)
    held = [
        {"certificate": one, "verdict": verdict_on(one, at=now), "linkedin": linkedin_address(one)}
        for one in Certificate.objects.filter(student=student).exclude(state="superseded")
    ]
    return render(request, "certificates/mine.html", {"held": held, "waiting": waiting_for(student)})


@login_required
@require_POST
def show_my_name(request: HttpRequest, code: str) -> HttpResponse:
    """Carry out the student's wish on who sees the name."""
    certificate = get_object_or_404(Certificate, student=cast(User, request.user), code=code)
    form = NameForm(request.POST)
    if form.is_valid():
        public = form.cleaned_data["name_public"]
        show_name(certificate=certificate, public=public)
        shown = _("Anyone who has the code now sees your name.")
        hidden = _("Your name now shows only to those who have your full link.")
        messages.success(request, shown if public else hidden)
    return redirect("my_certificates")

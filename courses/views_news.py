"""A student confirms having read what changed."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from courses.models import NoticeReading
from courses.services.acknowledging import acknowledge


@login_required
@require_POST
def confirm_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the student read a safety notice, and go back to where the button was."""
    student = cast("User", request.user)
    reading = get_object_or_404(NoticeReading.objects.select_related("notice"), notice=pk, student=student)
    acknowledge(reading=reading, at=timezone.now())
    messages.success(request, _("Thank you. We have noted that you read it."))
    return redirect(_way_back(request))


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target and is_ours else "my_learning"

"""A person's own page, and the one door through which everybody signs in."""

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import NamesForm
from accounts.network import client_address
from accounts.people import signed_in_user
from accounts.profile_parts import profile_parts
from accounts.services.profile import change_names


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change the names; lead to everything else about the account."""
    user = signed_in_user(request)
    form = NamesForm(request.POST) if request.method == "POST" else NamesForm.of(user)
    if form.is_bound and form.is_valid():
        change_names(
            user=user,
            **form.cleaned_data,
            at=timezone.now(),
            actor=user,
            address=client_address(request),
        )
        messages.success(request, _("Your names are saved."))
        return redirect("profile")
    context = {"form": form, "parts": profile_parts(request)}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)


def sign_in_here(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Answer every other sign-in page of the frameworks: send people to ours, refuse those known and not allowed."""
    if request.user.is_authenticated:
        raise PermissionDenied
    target = get_next_redirect_url(request)
    query = f"?{urlencode({'next': target})}" if target else ""
    return HttpResponseRedirect(resolve_url(settings.LOGIN_URL) + query)


def change_password_here(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Answer every other page that would change or reset a password."""
    return redirect("account_change_password" if request.user.is_authenticated else "account_reset_password")

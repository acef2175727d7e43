"""The staff area: who may stand in it, with which second factor, under which content policy."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.people import signed_in_user

STAFF_AREA = ("/staff/", "/django-admin/")
SUPERUSERS_AREA = "/django-admin/"  # the frameworks' own pages there do not all ask for a permission

# Wagtail sets style attributes. Its scripts are files; those it would write inline, staff_scripts writes as data.
STAFF_POLICY = {
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}

GetResponse = Callable[[HttpRequest], HttpResponse]


class StaffAreaMiddleware:
    """Lets only staff into the staff area, and only after a second factor in this session if that is required."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.guarded = csp_replace(STAFF_POLICY)(self._guarded)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        in_staff_area = request.path_info.startswith(STAFF_AREA)
        return self.guarded(request) if in_staff_area else self.get_response(request)

    def _guarded(self, request: HttpRequest) -> HttpResponse:
        return self._refusal(request) or self.get_response(request)

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        user = signed_in_user(request)
        if not may_enter(user, request.path_info):
            raise PermissionDenied
        if settings.STAFF_MFA_REQUIRED and not used_second_factor(request, user):
            return _ask_for_second_factor(request, user)
        return None


def may_enter(user: User, path: str) -> bool:
    """Return whether the person works here; Django's own admin is for superusers alone, no role needs it."""
    if path.startswith(SUPERUSERS_AREA):
        return user.is_active and user.is_superuser
    return user.is_active and (user.is_staff or user.has_perm("wagtailadmin.access_admin"))


def used_second_factor(request: HttpRequest, user: User) -> bool:
    """Return whether an authenticator that the person still has was used in this session."""
    used = {record.get("id") for record in get_authentication_records(request, user) if record["method"] == "mfa"}
    return bool(used) and Authenticator.objects.filter(user=user, pk__in=used).exists()


def _ask_for_second_factor(request: HttpRequest, user: User) -> HttpResponse:
    types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if not types:
        messages.info(
            request,
            _("The staff area needs a second factor. Set up an authenticator app or a passkey here, then go on."),
        )
        return redirect("mfa_index")
    messages.info(request, _("The staff area asks for your second factor. Please confirm that it is you."))
    view = "mfa_reauthenticate" if Authenticator.Type.TOTP in types else "mfa_reauthenticate_webauthn"
    return redirect(f"{reverse(view)}?{urlencode({'next': request.get_full_path()})}")

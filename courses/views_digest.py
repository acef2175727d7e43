"""The mail about discussions: wanted or not, from the profile page or by the link in the mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import signed_in_user
from courses.digest_mail import person_of
from courses.forms_discussion import DigestForm
from courses.models import Following
from courses.services.following import choose_digest, wants_digest


def profile_part(request: HttpRequest) -> str:
    """Show, on the profile page, whether the person wants the mail, and what they follow."""
    person = signed_in_user(request)
    context = {
        "form": DigestForm(initial={"digest": wants_digest(person)}, auto_id="discussion_%s"),
        "follows": Following.objects.filter(person=person).count(),
    }
    return render_to_string("courses/discussion/profile_part.html", context, request)


@login_required
@require_POST
def digest_settings(request: HttpRequest) -> HttpResponse:
    """Keep what the person chose on the profile page."""
    form = DigestForm(request.POST)
    form.full_clean()
    choose_digest(person=signed_in_user(request), wanted=form.cleaned_data["digest"])
    messages.success(request, _("Your choice about mail is saved."))
    return redirect(f"{reverse('profile')}#discussions")


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token says for whom
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End the daily mail for whoever the link was mailed to; a GET only asks, for link scanners follow links too."""
    person = person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        choose_digest(person=person, wanted=False)
    return render(request, "courses/discussion/leave.html", {"done": request.method == "POST"})

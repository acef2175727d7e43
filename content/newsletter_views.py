"""The newsletter's pages: asking for it, confirming, choosing topics, leaving with one click."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.forms import EMAIL_INVALID, REQUIRED
from content.limits import may_go_on
from content.models.newsletter import Subscriber
from content.services import newsletter
from content.tasks import mail_newsletter_question

CONSENT = _("I would like news by e-mail about what I ticked. I can stop it at any time with one click.")
POSTS, PER_SECONDS = 10, 600


class TopicsForm(forms.Form):
    """What one wants to hear of."""

    new_courses = forms.BooleanField(label=_("New courses"), required=False)
    offers = forms.BooleanField(label=_("Discounts and offers"), required=False)
    articles = forms.BooleanField(label=_("New articles"), required=False)

    def topics(self) -> dict[str, bool]:
        """Return each topic and whether it was ticked."""
        return {name: self.cleaned_data[name] for name in newsletter.TOPICS}


class JoinForm(TopicsForm):
    """An address and an unticked box: nothing is agreed to by leaving things as they are."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": REQUIRED, "invalid": EMAIL_INVALID},
    )
    agreed = forms.BooleanField(label=CONSENT, error_messages={"required": _("Tick the box if you want our news.")})
    field_order = ["email", *newsletter.TOPICS, "agreed"]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in newsletter.TOPICS):
            self.add_error("new_courses", _("Tick at least one thing that you want to hear of."))
        return cleaned


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Show the form; a filled one is answered alike whether the address was known or not."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if not may_go_on(request, action="newsletter", limit=POSTS, seconds=PER_SECONDS):
            return render(request, "content/newsletter/join.html", {"form": form, "too_many": True}, status=429)
        if form.is_valid():
            given = {"email": form.cleaned_data["email"], "topics": form.topics(), "consent": str(CONSENT)}
            newsletter.ask_to_join(**given, at=timezone.now(), then=mail_newsletter_question.enqueue)
            return redirect(f"{reverse('newsletter')}?asked=1")
        status = 422
    return render(
        request, "content/newsletter/join.html", {"form": form, "asked": "asked" in request.GET}, status=status
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more by a button: programs that look into mails follow links, but press nothing."""
    reader = reader_of(token)
    if request.method == "POST":
        newsletter.confirm(token=token, at=timezone.now())
        return redirect("newsletter_topics", token=token)
    return render(request, "content/newsletter/confirm.html", {"reader": reader})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: HttpRequest, token: str) -> HttpResponse:
    """Show and keep what this address is told of."""
    reader = reader_of(token)
    initial = {name: getattr(reader, name) for name in newsletter.TOPICS}
    form = TopicsForm(request.POST if request.method == "POST" else None, initial=initial)
    saved = request.method == "POST" and form.is_valid()
    if saved:
        newsletter.choose_topics(token=token, topics=form.topics())
    return render(request, "content/newsletter/topics.html", {"reader": reader, "form": form, "saved": saved})


@csrf_exempt  # the mail program posts it by itself (RFC 8058); the token is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all letters; a link in a mail shows a button first."""
    reader = reader_of(token)
    if request.method == "POST":
        newsletter.leave(token=token, at=timezone.now())
        return render(request, "content/newsletter/left.html", {"reader": reader})
    return render(request, "content/newsletter/leave.html", {"reader": reader})


def reader_of(token: str) -> Subscriber:
    """Return whom the token belongs to, or answer 404."""
    reader = Subscriber.objects.filter(token=token).first()
    if reader is None:
        raise Http404
    return reader

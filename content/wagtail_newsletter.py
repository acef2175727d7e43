"""The newsletter in the staff area: who is on it, and letters to write, look at and send once."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from accounts.models import User
from accounts.record_viewset import RecordViewSet
from content.models import Letter, Subscriber
from content.services.newsletter import send_letter
from content.tasks import mail_letter


class SubscriberViewSet(RecordViewSet):
    """Who is on the newsletter; addresses come from their owners alone."""

    model = Subscriber
    icon = "user"
    name = "newsletter_subscribers"
    url_prefix = "newsletter/subscribers"
    menu_label = gettext_lazy("Subscribers")
    list_display = ["email", "new_courses", "offers", "articles", "confirmed_at", "left_at"]
    list_filter = ["confirmed_at", "left_at", "new_courses", "offers", "articles"]
    list_export = ["email", "new_courses", "offers", "articles", "consent", "asked_at", "confirmed_at", "left_at"]
    search_fields = ["email"]
    ordering = ["-asked_at"]
    form_fields = ["new_courses"]


class LetterIndexView(generic.IndexView):
    """Letters, each with the way to send it while it was not."""

    def get_list_buttons(self, instance: Letter) -> list:
        buttons = super().get_list_buttons(instance)
        if instance.sent_at is None and self.request.user.has_perm("content.send_letter"):
            send = Button(_("Send…"), url=reverse("newsletter_send", args=[instance.pk]), icon_name="mail", priority=5)
            buttons = [send, *buttons]
        return buttons


class LetterViewSet(ModelViewSet):
    """Letters to write."""

    model = Letter
    icon = "mail"
    name = "newsletter_letters"
    url_prefix = "newsletter/letters"
    menu_label = gettext_lazy("Letters")
    index_view_class = LetterIndexView
    copy_view_enabled = False
    list_display = ["subject", "topic", "sent_at"]
    list_filter = ["topic", "sent_at"]
    search_fields = ["subject"]
    panels = [FieldPanel("topic"), FieldPanel("subject"), FieldPanel("text")]


class NewsletterGroup(ViewSetGroup):
    """Subscribers and letters."""

    items = (SubscriberViewSet, LetterViewSet)
    menu_label = gettext_lazy("Newsletter")
    menu_icon = "mail"
    menu_order = 320


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Say to how many a letter would go, and send it when told to."""
    if not request.user.has_perm("content.send_letter"):
        raise PermissionDenied
    letter = get_object_or_404(Letter, pk=pk)
    if request.method == "POST":
        sent = send_letter(letter_id=pk, actor=cast(User, request.user), at=timezone.now(), then=mail_letter.enqueue)
        words = _("The letter is on its way.") if sent else _("This letter was sent before.")
        (messages.success if sent else messages.error)(request, words)
        return redirect("newsletter_letters:index")
    readers = Subscriber.objects.filter(**{letter.topic: True}, confirmed_at__isnull=False, left_at=None).count()
    return render(request, "content/admin/send_letter.html", {"letter": letter, "readers": readers})


def admin_urls() -> list[URLPattern]:
    """Return the address of sending."""
    return [path("newsletter/letters/<int:pk>/send/", send, name="newsletter_send")]

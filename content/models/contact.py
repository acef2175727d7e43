"""The contact page."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Site
from wagtail.search import index

from content.addresses import path_of
from content.blocks.text import INLINE_FEATURES
from content.forms import ContactForm
from content.limits import may_go_on

from .base import BasePage
from .settings import SiteSettings

POSTS = 10
PER_SECONDS = 600


class ContactPage(BasePage):
    """A form that reaches staff by mail; each message is kept as well."""

    intro = RichTextField(_("introduction"), blank=True, features=[*INLINE_FEATURES, "ul"])
    thanks_title = models.CharField(_("title after sending"), max_length=120, default=_("Thank you"))
    thanks_text = RichTextField(
        _("text after sending"),
        features=INLINE_FEATURES,
        default="<p>Your message has reached us. We answer within two working days.</p>",
    )

    anonymous_cache = False
    max_count = 1
    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("intro")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("thanks_title"), FieldPanel("thanks_text")], heading=_("After sending")),
    ]

    class Meta:
        verbose_name = _("contact page")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST":
            return self.receive(request)
        return super().serve(request, *args, **kwargs)

    def receive(self, request: HttpRequest) -> HttpResponse:
        """Keep a valid message and lead to the thanks; else show the form again with what was written."""
        form = ContactForm(request.POST)
        if not may_go_on(request, action="contact", limit=POSTS, seconds=PER_SECONDS):
            return self.show(request, form, status=429, too_many=True)
        if not form.is_valid():
            return self.show(request, form, status=422)
        form.keep(at=timezone.now())
        return HttpResponseRedirect(f"{path_of(self)}?sent=1")

    def show(self, request: HttpRequest, form: ContactForm, *, status: int, too_many: bool = False) -> HttpResponse:
        """Show the page with ``form`` as it was filled in."""
        context = self.get_context(request) | {"form": form, "too_many": too_many}
        return TemplateResponse(request, self.get_template(request), context, status=status)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        own = SiteSettings.read(Site.find_for_request(request))
        return context | {"form": ContactForm(), "sent": "sent" in request.GET, "own": own}

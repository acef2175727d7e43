"""Staff's side: authors, categories, the atlas and contact messages; media served so that one can seek in them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content import wagtail_health
from content.admin_atlas import BodyRegionViewSet, MuscleViewSet
from content.admin_safety import ContraindicationViewSet, GlossaryViewSet, RedFlagViewSet
from content.blocks import hotspots_form  # noqa: F401 - tells Wagtail of the form
from content.deletion import refuse_if_held, refuse_if_used
from content.media import serve_part
from content.models import AcademyDocument, Author, BodyRegion, Category, ContactMessage, Muscle
from content.wagtail_newsletter import NewsletterGroup
from content.wagtail_newsletter import admin_urls as newsletter_urls


class CategoryViewSet(SnippetViewSet):
    """Categories of articles."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ["name", "description"]
    search_fields = ["name", "description"]


class AuthorViewSet(SnippetViewSet):
    """Authors of articles."""

    model = Author
    icon = "user"
    list_display = ["name", "role"]
    search_fields = ["name", "role"]


class PublishingGroup(SnippetViewSetGroup):
    """What articles are filed under and who writes them."""

    items = (CategoryViewSet, AuthorViewSet)
    menu_label = _("Publishing")
    menu_icon = "doc-full"
    menu_order = 300


class KnowledgeGroup(SnippetViewSetGroup):
    """What texts and pages draw on: the atlas, the safety lists, the glossary."""

    items = (MuscleViewSet, BodyRegionViewSet, ContraindicationViewSet, RedFlagViewSet, GlossaryViewSet)
    menu_label = _("Atlas & safety")
    menu_icon = "crosshairs"
    menu_name = "atlas-and-safety"
    menu_order = 260


class ReceivedOnlyPolicy(ModelPermissionPolicy):
    """Messages come from the public; staff read, mark and delete them, but add none."""

    def user_has_permission(self, user, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return super().user_has_any_permission(user, [action for action in actions if action != "add"])


class ContactMessageViewSet(ModelViewSet):
    """The messages of the contact form, newest first, with what is still to do."""

    model = ContactMessage
    icon = "mail"
    name = "contact_messages"
    url_prefix = "contact-messages"
    menu_label = _("Contact messages")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["subject", "name", "email", "received_at", "status"]
    list_filter = ["status", "received_at"]
    search_fields = ["name", "email", "subject", "message"]
    ordering = ["-received_at"]
    panels = [
        MultiFieldPanel([FieldPanel("status"), FieldPanel("note")], heading=_("What became of it")),
        MultiFieldPanel(
            [
                FieldPanel(name, read_only=True)
                for name in ("name", "email", "website", "subject", "message", "received_at", "mailed_at")
            ],
            heading=_("The message"),
        ),
    ]


register_permission_policy(ContactMessage, ReceivedOnlyPolicy(ContactMessage))
register_snippet(PublishingGroup)
register_snippet(KnowledgeGroup)


@hooks.register("register_admin_viewset")
def register_contact_messages() -> ContactMessageViewSet:
    """Show the messages in the menu."""
    return ContactMessageViewSet()


@hooks.register("before_serve_document", order=100)
def serve_media_in_parts(document: AcademyDocument, request: HttpRequest) -> HttpResponseBase | None:
    """Answer ranges of films and recordings, after all gates (they stand before 100)."""
    return serve_part(document, request)


@hooks.register("before_delete_page")
def keep_page_that_records_stand_on(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what a seat, an order or an attempt needs."""
    return refuse_if_held(request, [page]) if request.method == "POST" else None


@hooks.register("before_bulk_action")
def keep_what_others_stand_on(
    request: HttpRequest, action_type: str, objects: list, action: object
) -> HttpResponse | None:
    """Refuse the same where several pages are deleted at once."""
    if action_type != "delete":
        return None
    pages, regions = ([one for one in objects if isinstance(one, kind)] for kind in (Page, BodyRegion))
    return refuse_if_held(request, pages) or refuse_if_used(request, regions)


@hooks.register("before_delete_snippet")
def keep_region_that_muscles_refer_to(request: HttpRequest, entries: list[object]) -> HttpResponse | None:
    """Refuse to delete a region that would silently leave the lists of muscles and red flags."""
    regions = [entry for entry in entries if isinstance(entry, BodyRegion)]
    return refuse_if_used(request, regions) if request.method == "POST" else None


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def warn_of_stray_points(request: HttpRequest, entry: object) -> None:
    """Name the trigger points that lie outside the muscle's drawing; they are kept all the same."""
    if isinstance(entry, Muscle) and request.accepts("text/html"):  # what saves by itself asks for JSON
        for point in entry.stray_points():
            messages.warning(request, _("%(label)s lies outside the muscle’s drawing.") % {"label": point.label})


@hooks.register("register_admin_viewset")
def register_newsletter() -> NewsletterGroup:
    """Show the newsletter in the menu."""
    return NewsletterGroup()


@hooks.register("register_admin_urls")
def register_newsletter_urls() -> list[URLPattern]:
    """Serve the page on which a letter is sent."""
    return newsletter_urls()


@hooks.register("register_reports_menu_item")
def register_health_menu_item() -> MenuItem:
    """Put the health of the content under Reports."""
    return wagtail_health.menu_item()


@hooks.register("register_admin_urls")
def register_health_urls() -> list[URLPattern]:
    """Serve the report."""
    return wagtail_health.admin_urls()

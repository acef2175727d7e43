"""Staff's side: authors, categories and contact messages; media served so that one can seek in them."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.deletion import refuse_if_held
from content.media import serve_part
from content.models import AcademyDocument, Author, Category, ContactMessage


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
def keep_pages_that_records_stand_on(
    request: HttpRequest, action_type: str, objects: list, action: object
) -> HttpResponse | None:
    """Refuse the same where several pages are deleted at once."""
    pages = [page for page in objects if isinstance(page, Page)] if action_type == "delete" else []
    return refuse_if_held(request, pages)

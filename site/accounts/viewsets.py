"""People in the Wagtail admin."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from accounts.models import User
from accounts.network import client_address
from accounts.services.people import enter_person
from accounts.services.profile import change_names, replace_email, set_active
from accounts.staff_forms import PersonEditForm, PersonForm


class PersonIndexView(IndexView):
    """The list: searched by address and by both names."""

    @cached_property
    def search_fields(self) -> list[str]:
        return ["email", "legal_name", "preferred_name"]

    def get_delete_url(self, instance: User) -> None:
        """Offer no deletion."""


class PersonCreateView(CreateView):
    """Enters a person who will sign in by code."""

    @transaction.atomic
    def save_instance(self) -> User:
        values = self.form.cleaned_data
        user = enter_person(
            email=values["email"], legal_name=values["legal_name"], preferred_name=values["preferred_name"]
        )
        user.groups.set(values["groups"])
        return user


class PersonEditView(EditView):
    """Saves through the services, so that each change is audited."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied  # whoever can change the address can take the account over
        self.can_delete = False

    @transaction.atomic
    def save_instance(self) -> User:
        values = self.form.cleaned_data
        user = User.objects.get(pk=self.object.pk)
        trail = {"at": timezone.now(), "actor": self.request.user, "address": client_address(self.request)}
        change_names(user=user, legal_name=values["legal_name"], preferred_name=values["preferred_name"], **trail)
        replace_email(user=user, email=values["email"], **trail)
        if not self.editing_self:
            set_active(user=user, active=values["is_active"], **trail)
            user.groups.set(values["groups"])
        return User.objects.get(pk=user.pk)


class NoDeletionView(DeleteView):
    """People are anonymised on request: orders, certificates and the audit trail refer to them."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise PermissionDenied


class PersonViewSet(UserViewSet):
    """Wagtail's users, as people with one address and two names. People are anonymised, never deleted here."""

    menu_label = _("People")
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = NoDeletionView
    template_prefix = "accounts/people/"
    index_template_name = "wagtailusers/users/index.html"
    index_results_template_name = "wagtailusers/users/index_results.html"

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonEditForm if for_update else PersonForm

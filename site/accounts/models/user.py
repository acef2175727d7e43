"""Who a person is: an e-mail address, the name on a certificate, the name we say."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users known by their e-mail address, kept in lower case."""

    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Make a person; without a password they sign in by code only."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Make someone who may do everything; for ``manage.py createsuperuser``."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail; ``legal_name`` is printed on certificates, ``preferred_name`` is what we say."""

    email = models.EmailField(_("e-mail address"), unique=True)
    legal_name = models.CharField(
        _("legal name"), max_length=150, blank=True, help_text=_("As it should be printed on a certificate.")
    )
    preferred_name = models.CharField(
        _("preferred name"), max_length=60, blank=True, help_text=_("What we call you on the site and in mail.")
    )
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email_in_any_case")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.legal_name or self.preferred_name or self.email

    def get_short_name(self) -> str:
        return self.preferred_name or self.legal_name.split(" ")[0] or self.email.split("@")[0]

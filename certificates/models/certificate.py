"""What a graduate was given: everything printed, copied at issue, and what is true of it today."""

import secrets
import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.codes import new_code
from certificates.states import CURRENT, Hold, State


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates, in adjectives."""

    def current(self) -> Self:
        """Those that speak for their enrolment: not replaced, not expired."""
        return self.filter(state__in=CURRENT)

    def public(self) -> Self:
        """With what the verification page shows, in one query."""
        return self.select_related("superseded_by")


def new_link_key() -> str:
    """Return the secret part of a full link (96 bits), for a graduate who hides the name from the bare code."""
    return secrets.token_urlsafe(12)


class Certificate(models.Model):
    """One certificate: everything printed is copied at issue and never read live; only its state changes.

    ``state`` follows from ``money_hold`` and ``staff_hold`` by ``certificates.states.derive_state``; ``state_at`` and
    ``state_reason`` say when and why. ``enrolment`` is emptied when an account is erased: the minimal record stays.
    ``hours_*`` are guided hours; ``assessed`` is a list of lines. ``mail_claimed_at`` keeps two workers from writing to
    the graduate at once; ``mailed_at`` says when it was done.
    """

    code = models.CharField(_("code"), max_length=14, unique=True, default=new_code, editable=False)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    link_key = models.CharField(max_length=24, default=new_link_key, editable=False)
    enrolment = models.ForeignKey("courses.Enrolment", null=True, on_delete=models.PROTECT, related_name="certificates")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")

    name = models.CharField(_("name"), max_length=150)
    title = models.CharField(_("title"), max_length=255)
    course_title = models.CharField(_("course"), max_length=255)
    level = models.CharField(_("level"), max_length=40, blank=True)
    hours_theory = models.PositiveSmallIntegerField(_("hours of theory"), default=0)
    hours_practice = models.PositiveSmallIntegerField(_("hours of practice"), default=0)
    assessed = models.JSONField(_("what was assessed"), default=list)
    result = models.CharField(_("result"), max_length=120)
    awarding_body = models.CharField(_("awarding body"), max_length=120, blank=True)
    qualification_number = models.CharField(_("qualification number"), max_length=40, blank=True)
    signatory = models.CharField(_("signatory"), max_length=120, blank=True)
    signatory_role = models.CharField(_("signatory's role"), max_length=120, blank=True)
    course_uuid = models.UUIDField()
    course_revision = models.CharField(_("revision of the course"), max_length=40, blank=True)
    completed_at = models.DateTimeField(_("completed"))
    issued_at = models.DateTimeField(_("issued"))
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.VALID, db_index=True)
    state_at = models.DateTimeField(_("since"))
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)
    money_hold = models.CharField(max_length=10, choices=Hold, blank=True, default=Hold.NONE)
    staff_hold = models.CharField(max_length=10, choices=Hold, blank=True, default=Hold.NONE)
    superseded_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    status_list = models.ForeignKey("StatusList", on_delete=models.PROTECT, related_name="certificates")
    status_index = models.PositiveIntegerField()
    name_public = models.BooleanField(_("name shown to anyone who has the code"), default=True)
    mailed_at = models.DateTimeField(null=True, editable=False)
    mail_claimed_at = models.DateTimeField(null=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=models.Q(state__in=[state.value for state in CURRENT]),
                name="one_current_certificate_per_enrolment",
            ),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="one_status_bit_per_certificate"),
            models.CheckConstraint(
                condition=models.Q(state=State.SUPERSEDED) | models.Q(superseded_by=None),
                name="only_a_superseded_certificate_has_a_successor",
            ),
        ]
        indexes = [models.Index(fields=["student", "-issued_at"], name="certificates_of_student")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("verify_code", args=[self.code])

    @property
    def verification_url(self) -> str:
        """The address printed under the name and signed as the credential's ``id``."""
        return settings.PUBLIC_URL + self.get_absolute_url()

    @property
    def full_link(self) -> str:
        """The address in the QR code: it opens the whole page even when the name is not public."""
        return f"{self.verification_url}?key={self.link_key}"

    @property
    def hours(self) -> int:
        return self.hours_theory + self.hours_practice

    def state_on(self, at: datetime) -> State:
        """Return the state at ``at``: a certificate expires on the hour, not when a task next runs."""
        if self.state == State.VALID and self.expires_at and self.expires_at <= at:
            return State.EXPIRED
        return State(self.state)

"""Every address of the site; Wagtail's own pages come last."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from academy import demo_mail, health, media
from certificates.api import api

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("accounts.urls")),
    path("", include("accounts.urls_doors")),
    path("django-admin/", admin.site.urls),
    path("staff/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.rendition, name="rendition"),
    path("api/v1/", api.urls),
    *([path("demo/mail/", demo_mail.mailbox, name="demo_mail")] if settings.DEMO else []),
    path("", include("content.urls")),
    path("", include("courses.urls")),
    path("", include("quizzes.urls")),
    path("", include("certificates.urls")),
    path("", include(wagtail_urls)),
]

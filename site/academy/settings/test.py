"""Tests: fast hashing, tasks run at once, mail kept in memory; the rules are those of production."""

import tempfile

from .base import *

DEBUG = False
SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PUBLIC_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
VAR = Path(tempfile.mkdtemp(prefix="academy-test-"))
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CREDENTIAL_KEY_FILE = VAR / "keys" / "credentials.json"
CREDENTIAL_KEY_GENERATE = True
STRIPE_SECRET_KEY = "sk_test_sandbox"  # noqa: S105
STRIPE_WEBHOOK_SECRET = "whsec_sandbox"  # noqa: S105
STRIPE_API_BASE = "http://127.0.0.1:9"

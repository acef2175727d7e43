"""The benchmark's settings: production's middleware and a shared cache, on the database that DATABASE_URL names."""

import os

from academy.settings.base import *

SECRET_KEY = "bench-only-" + "x" * 50
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = "tests.bench.urls"
STRIPE_SECRET_KEY = "sk_test_sandbox"
STRIPE_WEBHOOK_SECRET = "whsec_sandbox"
STRIPE_API_BASE = "http://127.0.0.1:9"
CREDENTIAL_KEY_GENERATE = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # each request of the benchmark comes from an address of its own
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if os.environ.get("BENCH_QUIET", "1") == "1":
    LOGGING = {"version": 1, "disable_existing_loggers": True}

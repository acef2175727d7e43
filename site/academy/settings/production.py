"""Production: every secret from the environment; the start stops with the name of one that is absent."""

from django.core.exceptions import ImproperlyConfigured

from .base import *


def required(name: str) -> str:
    """Return an environment variable that must be set; raise ImproperlyConfigured with its name if it is not."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: production does not start without it.")
    return value


DEBUG = env_flag("DEBUG")
SECRET_KEY = required("SECRET_KEY")
PUBLIC_URL = required("PUBLIC_URL").rstrip("/")
WAGTAILADMIN_BASE_URL = PUBLIC_URL
STRIPE_SECRET_KEY = required("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET = required("STRIPE_WEBHOOK_SECRET")
ALLOWED_HOSTS = [PUBLIC_URL.split("://", 1)[-1].split("/")[0].split(":")[0]]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
required("DATABASE_URL")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

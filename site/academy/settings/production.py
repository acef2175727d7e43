"""Production: every secret from the environment; the start stops with the name of what is absent or refused."""

from django.core.exceptions import ImproperlyConfigured

from academy.production_rules import objections

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
STRIPE_LIVE_MODE = True
required("DATABASE_URL")
PUBLIC_HOST = PUBLIC_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
ALLOWED_HOSTS = [PUBLIC_HOST, *filter(None, os.environ.get("EXTRA_HOSTS", "").split(","))]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

if refused := objections(globals()):
    raise ImproperlyConfigured("Production does not start: " + " ".join(refused))

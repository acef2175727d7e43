"""Development and demo: local sandbox for money, mail as files, no second factor asked of staff."""

from .base import *

DEBUG = env_flag("DEBUG")
DEMO = True
SECRET_KEY = os.environ.get("SECRET_KEY", "demo-only-not-secret-" + "x" * 40)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STRIPE_SECRET_KEY = STRIPE_SECRET_KEY or "sk_test_sandbox"
STRIPE_WEBHOOK_SECRET = STRIPE_WEBHOOK_SECRET or "whsec_sandbox"
STRIPE_API_BASE = STRIPE_API_BASE or f"http://127.0.0.1:{int(os.environ.get('PORT', '8000')) + 1}"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
STAFF_MFA_REQUIRED = env_flag("STAFF_MFA_REQUIRED")

"""Development and demo: local sandbox for money, mail as files, no second factor asked of staff."""

from .base import *

DEBUG = env_flag("DEBUG")
DEMO = True
CREDENTIAL_KEY_GENERATE = True
SECRET_KEY = os.environ.get("SECRET_KEY", "demo-only-not-secret-" + "x" * 40)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STRIPE_SECRET_KEY = STRIPE_SECRET_KEY or "sk_test_sandbox"
STRIPE_WEBHOOK_SECRET = STRIPE_WEBHOOK_SECRET or "whsec_sandbox"
STRIPE_API_BASE = STRIPE_API_BASE or f"http://127.0.0.1:{int(os.environ.get('PORT', '8000')) + 1}"
CHECKOUT_ORIGINS = [STRIPE_API_BASE]
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] = ["'self'", *CHECKOUT_ORIGINS]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
STAFF_MFA_REQUIRED = env_flag("STAFF_MFA_REQUIRED")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A demo may lose its last second in a power cut; in return a disk sync does not slow each of its many small writes.
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {
        "init_command": SQLITE_PRAGMAS.replace("synchronous=FULL", "synchronous=NORMAL")
    }

"""Production starts with real settings only; each test runs a real process with a real environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "k7Wq" * 20,
    "PUBLIC_URL": "https://academy.example",
    "STRIPE_SECRET_KEY": "sk_live_" + "a" * 24,
    "STRIPE_WEBHOOK_SECRET": "whsec_" + "b" * 24,
    "DATABASE_URL": "postgres://academy@db.example/academy",
}


def check_deploy(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py check --deploy`` with production settings and a key made by the project's own command."""
    environment = {name: value for name, value in os.environ.items() if name not in {*GOOD, "STRIPE_API_BASE", "DEBUG"}}
    key_file = tmp_path / "credentials.json"
    environment |= GOOD | {
        "DJANGO_SETTINGS_MODULE": "academy.settings.production",
        "ACADEMY_VAR": str(tmp_path / "var"),
        "CREDENTIAL_KEY_FILE": str(key_file),
    }
    environment |= changes
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check", "--deploy"],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "demo-only-not-secret-" + "x" * 40}, "SECRET_KEY"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"STRIPE_SECRET_KEY": "sk_test_sandbox"}, "STRIPE_SECRET_KEY"),
        ({"STRIPE_WEBHOOK_SECRET": "whsec_sandbox"}, "STRIPE_WEBHOOK_SECRET"),
        ({"STRIPE_API_BASE": "http://127.0.0.1:8001"}, "STRIPE_API_BASE"),
        ({"DATABASE_URL": "sqlite://:memory:"}, "SQLite database in memory"),
        ({"PUBLIC_URL": "http://127.0.0.1:8000"}, "PUBLIC_URL"),
    ],
)
def test_production_refuses_to_start_and_names_the_reason(tmp_path, changes, named):
    result = check_deploy(tmp_path, **changes)
    assert (result.returncode != 0, named in result.stderr.splitlines()[-1]) == (True, True)

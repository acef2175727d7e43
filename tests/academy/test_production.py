"""Production starts with real settings only; each test runs a real process with a real environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.credential import multibase

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "k7Wq2LzP" * 10,
    "PUBLIC_URL": "https://academy.example",
    "STRIPE_SECRET_KEY": "sk_live_" + "a" * 24,
    "STRIPE_WEBHOOK_SECRET": "whsec_" + "b" * 24,
    "DATABASE_URL": "postgres://academy@db.example/academy",
}


def check_deploy(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py check --deploy`` with production settings and a key made for the test."""
    environment = {name: value for name, value in os.environ.items() if name not in {*GOOD, "STRIPE_API_BASE", "DEBUG"}}
    key_file = tmp_path / "credentials.json"
    environment |= GOOD | {
        "DJANGO_SETTINGS_MODULE": "academy.settings.production",
        "ACADEMY_VAR": str(tmp_path / "var"),
        "CREDENTIAL_KEY_FILE": str(key_file),
    }
    private = multibase.private_text(Ed25519PrivateKey.generate())
    key_file.write_text(json.dumps({"name": "key-2026-11", "private": private, "demo": False}))
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
        ({"CREDENTIAL_KEY_FILE": ""}, "CREDENTIAL_PRIVATE_KEY"),
    ],
)
def test_production_refuses_to_start_and_names_the_reason(tmp_path, changes, named):
    result = check_deploy(tmp_path, **changes)
    assert (result.returncode != 0, named in result.stderr.splitlines()[-1]) == (True, True)


def test_production_refuses_the_key_that_a_demo_made(tmp_path):
    held = tmp_path / "demo.json"
    held.write_text(json.dumps({"name": "key-2026-11", "private": "z", "demo": True}))
    result = check_deploy(tmp_path, CREDENTIAL_KEY_FILE=str(held))
    assert "holds a demo's key" in result.stderr


def test_the_deployment_check_has_nothing_to_say_of_production(tmp_path):
    result = check_deploy(tmp_path)
    assert (result.returncode, result.stderr) == (0, ""), result.stderr

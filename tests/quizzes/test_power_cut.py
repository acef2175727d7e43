"""The server dies by signal 9 while students save: what it acknowledged is stored, exactly."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240


@pytest.mark.django_db
def test_what_was_acknowledged_is_stored_though_the_server_was_killed_while_twenty_students_saved():
    here = [] if connection.vendor == "postgresql" else ["--sqlite"]
    command = [sys.executable, "-m", "tests.bench.crowd", "--students", "0", "--cut", "20", *here]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert run.returncode == 0, run.stdout + run.stderr

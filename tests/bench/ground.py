"""Where a benchmark runs: a database and a folder of its own, both gone afterwards; never those of the demo."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SERVER = "postgresql://postgres@127.0.0.1:5432"
DATABASE = f"academy_bench_{os.getpid()}"
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def ground(*, on_sqlite: bool = False) -> Iterator[str]:
    """Set the environment for Django before it is loaded; yield the name of the database that answers."""
    folder = Path(tempfile.mkdtemp(prefix="academy-bench-"))
    (folder / "static").mkdir()
    on_postgres = not on_sqlite and _make_database()
    os.environ["ACADEMY_VAR"] = str(folder)
    os.environ["DATABASE_URL"] = f"{SERVER}/{DATABASE}" if on_postgres else f"sqlite:///{folder / 'bench.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    os.environ.pop("REDIS_URL", None)
    sys.path.insert(0, str(ROOT / "site"))
    try:
        yield "PostgreSQL" if on_postgres else "SQLite" if on_sqlite else "SQLite (PostgreSQL does not answer)"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if on_postgres:
            _tell_server(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def _make_database() -> bool:
    try:
        _tell_server(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        _tell_server(f"CREATE DATABASE {DATABASE}")
    except psycopg.OperationalError:
        return False
    return True


def _tell_server(statement: str) -> None:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3) as connection:
        connection.execute(statement)

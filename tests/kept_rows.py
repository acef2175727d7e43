"""Rows that take long to make, put back as they were: one test's end takes them away, the next needs them again."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache as once
from typing import Any

from django.core.cache import cache
from django.db import connection, models, transaction

#: Each kept set numbers its rows in a million of its own, beyond every row that a test makes by itself.
MILLION = 1_000_000
MILLIONS = itertools.count(1)


@dataclass
class KeptRows:
    """What ``make`` writes into an otherwise small database: made once in a process, then inserted as rows.

    Only new rows are kept, and only numbered ones: rows without a number are refused, and what ``make`` changes in
    a row that was there before is for the caller to change again.
    """

    make: Callable[[], Any]
    rows: dict[str, tuple[list[str], list[tuple]]] = field(default_factory=dict)
    made: Any = None

    def put(self) -> Any:
        """Let the rows be in the database of this test; return what ``make`` returned when it made them."""
        if self.rows:
            self._insert()
        else:
            self._make()
        cache.clear()
        return self.made

    @transaction.atomic
    def _make(self) -> None:
        first = next(MILLIONS) * MILLION
        _count_on_from(first)
        others = _count_of_others()
        self.made = self.make()
        assert _count_of_others() == others, "rows that have no number cannot be kept"
        with connection.cursor() as cursor:
            for table in _tables_with_more_than(first):
                cursor.execute(f'SELECT * FROM "{table}" WHERE "{_numbered()[table]}" > %s', [first])
                names = [column[0] for column in cursor.description]
                if _numbered()[table] in names:  # else a search table of SQLite, which a trigger fills
                    self.rows[table] = names, cursor.fetchall()

    @transaction.atomic
    def _insert(self) -> None:
        with connection.cursor() as cursor:
            for table, (names, rows) in self.rows.items():
                columns = ", ".join(f'"{name}"' for name in names)
                values = ", ".join(["%s"] * len(names))
                cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({values})', rows)


@once
def _models() -> list[type[models.Model]]:
    found = connection.introspection.get_migratable_models()
    every = {
        model for one in found for model in (one, *(field.remote_field.through for field in one._meta.many_to_many))
    }
    return [model for model in every if model._meta.managed and not model._meta.proxy]


@once
def _counted() -> dict[str, str]:
    """Return the tables that number their rows themselves, each with the column of the number."""
    counted = [model for model in _models() if isinstance(model._meta.pk, models.AutoField)]
    return {model._meta.db_table: model._meta.pk.column for model in counted}


@once
def _numbered() -> dict[str, str]:
    """Return the same and the tables whose rows have the number of another table's row."""
    return {model._meta.db_table: model._meta.pk.column for model in _models() if _has_number(model)}


def _has_number(model: type[models.Model]) -> bool:
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return isinstance(key, models.AutoField)


def _tables_with_more_than(number: int) -> list[str]:
    looks = " UNION ALL ".join(
        f'SELECT \'{table}\' WHERE EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" > {number})'
        for table, key in _numbered().items()
    )
    with connection.cursor() as cursor:
        cursor.execute(looks)
        return [table for (table,) in cursor.fetchall()]


def _count_of_others() -> int:
    """Return how many rows there are in the tables whose rows have no number."""
    others = {model._meta.db_table for model in _models()} - set(_numbered())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f'SELECT count(*) FROM "{table}"' for table in others))
        return sum(count for (count,) in cursor.fetchall())


def _count_on_from(number: int) -> None:
    """Let the next row of each table have a number beyond ``number``."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("DELETE FROM sqlite_sequence WHERE name = %s", [[table] for table in _counted()])
            rows = [[table, number] for table in _counted()]
            cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", rows)
        else:
            calls = ", ".join(
                f"setval(pg_get_serial_sequence('\"{table}\"', '{key}'), {number})" for table, key in _counted().items()
            )
            cursor.execute(f"SELECT {calls}")

"""One run of the benchmark, once the environment stands."""

import django
from django.core.management import call_command
from django.db import connection

PORT = 8179


def measure() -> bool:
    """Build the world, print the tables; return whether every budget of queries is kept."""
    django.setup()
    call_command("migrate", verbosity=0)
    from tests.bench import counting, cpu, http_load, pages, report, world

    academy = world.build_world()
    attempts = counting.count_attempts(academy)
    asked = pages.pages_of(academy)
    queries = counting.count_pages(asked) | attempts
    print("\n".join(report.cost_table(queries, cpu.milliseconds(asked))), flush=True)
    connection.close()
    with http_load.granian(PORT):
        rates = {name: http_load.load(PORT, visitors) for name, visitors in asked.items()}
    print("\n".join(["", *report.load_table(rates)]))
    too_many = report.over_queries(queries)
    print("\n".join(["", *(f"OVER in queries: {name}" for name in too_many)]))
    return not too_many

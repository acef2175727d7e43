"""Whether the process is alive, and whether it is ready to serve."""

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse


def alive(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process runs."""
    return JsonResponse({"status": "alive"})


def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and cache answer, else 503 with the one that does not."""
    checks = {"database": _database_answers, "cache": _cache_answers}
    failed = [name for name, check in checks.items() if not _passes(check)]
    return JsonResponse(
        {"status": "ready" if not failed else "waiting", "failed": failed}, status=503 if failed else 200
    )


def _passes(check) -> bool:
    try:
        check()
    except Exception:  # any failure means "not ready"
        return False
    return True


def _database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache_answers() -> None:
    cache.set("readyz", 1, 5)

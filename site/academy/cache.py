"""The cache of the embedded default: files, shared by web server, worker and commands without another service."""

import random

from django.core.cache.backends.filebased import FileBasedCache

CULL_ONE_WRITE_IN = 100


class FileCache(FileBasedCache):
    """Django's cache of files, except that not every write counts all of them to see whether there are too many."""

    def _cull(self) -> None:
        if random.randrange(CULL_ONE_WRITE_IN) == 0:  # noqa: S311 (no secret hangs on it)
            super()._cull()  # type: ignore[misc]  # Django has it, its stubs do not

"""Keys of questions out of a file: with a prefix, no longer than the bank keeps them, each of them once."""

import re

LONGEST = 80
LONGEST_PREFIX = 30
KEY_START = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


def prefixed(prefix: str, key: str) -> str:
    """Return a key with a prefix, cut to what the bank keeps."""
    return (prefix + key)[:LONGEST].rstrip("-")


def numbered(key: str, number: int) -> str:
    """Return a key with a number behind it."""
    end = f"-{number}"
    return key[: LONGEST - len(end)].rstrip("-") + end


class Keys:
    """The keys that the items of a file have taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._taken

    def take(self, key: str) -> str:
        """Take a key and return it; the next free one if another item has it."""
        free, number = key, 2
        while free in self._taken:
            free, number = numbered(key, number), number + 1
        self._taken.add(free)
        return free

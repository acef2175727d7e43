"""``make bench``: the table of speed, in a database and a folder of its own."""

import sys

from tests.bench.ground import ground
from tests.bench.measuring import measure


def main() -> int:
    """Run the benchmark; the exit status is 1 if a page asks the database more often than it may."""
    with ground() as database:
        print(f"bench: {database}; CPU is the smallest mean of several rounds, ratios are against “hello with user”")
        print("bench: BEGIN, COMMIT and savepoints are not counted as queries\n", flush=True)
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())

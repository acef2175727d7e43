"""``python -m tests.bench.crowd``: many students sit one quiz at once, and the server dies while they answer.

It serves the site with granian on the loopback address, in a database and a folder of its own, and prints what it saw.
``--students 200`` start, answer and hand in; then ``--cut 20`` students save while the server is killed by signal 9.
The exit status is 1 if a request failed, a mark was wrong, or what is stored is not what was acknowledged.
"""

import argparse
import sys

from tests.bench.ground import ground


def main() -> int:
    """Run both and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--cut", type=int, default=20)
    parser.add_argument("--sqlite", action="store_true")
    given = parser.parse_args()
    with ground(on_sqlite=given.sqlite) as database:
        from tests.bench.crowding import cut_the_power, seat_a_crowd, sit_at_once

        print(f"crowd: {database}", flush=True)
        crowd = seat_a_crowd(max(given.students, given.cut))
        done = sit_at_once(crowd, given.students) if given.students else True
        return 0 if cut_the_power(crowd, given.cut) and done else 1


if __name__ == "__main__":
    sys.exit(main())

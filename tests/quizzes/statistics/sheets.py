"""Sheets as one writes them on paper."""

from quizzes.statistics import ItemInfo, Sheet

#: Five students, three questions of one mark, and what each earned with the other two.
#:        a  b  c   total   rest of a, b, c
#: Ann    1  1  1     3       2  2  2
#: Ben    1  1  0     2       1  1  2
#: Cai    1  0  1     2       1  2  1
#: Dee    0  1  0     1       1  0  1
#: Eve    0  0  0     0       0  0  0
FIVE = ["1 1 1", "1 1 0", "1 0 1", "0 1 0", "0 0 0"]


def sheet_of(rows, max_marks=None, **more):
    """Read rows of marks; a dash is an item that the attempt did not have. The items are called a, b, c …"""
    marks = tuple(tuple(None if mark == "-" else float(mark) for mark in row.split()) for row in rows)
    most = max_marks or [1.0] * (len(marks[0]) if marks else 1)
    items = tuple(ItemInfo(name, one) for name, one in zip("abcdefghijkl", most, strict=False))
    return Sheet(items, marks, **more)


def picked(picks, options="ABCD", keys="A", marks=None):
    """Make a sheet of one question from the options picked, a word an attempt, beside one of the ``marks`` given."""
    question = ItemInfo("q", 1.0, options=tuple(options), keys=frozenset(keys))
    beside = marks or [0.0] * len(picks)
    rows = tuple((float(set(word) == set(keys)), mark) for word, mark in zip(picks, beside, strict=True))
    words = tuple((tuple(word.strip("-")), ()) for word in picks)
    return Sheet((question, ItemInfo("beside", 10.0)), rows, words)

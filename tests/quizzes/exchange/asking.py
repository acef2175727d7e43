"""Short ways to read one question out of a sample and to send questions round."""

from quizzes.exchange import FORMATS, read, write
from quizzes.exchange.common.base import Taken


def taken(body: str | bytes, name: str = "upload") -> Taken:
    """The only item of a file."""
    (item,) = read(name, body.encode() if isinstance(body, str) else body).items
    return item


def data(body: str | bytes, name: str = "upload") -> dict:
    """The only question of a file, which is taken."""
    item = taken(body, name)
    assert not item.refused
    return item.data


def there_and_back(form: str, questions: list[dict]) -> tuple[list[dict], tuple[str, ...]]:
    """Write, read again; also what the writer said."""
    written = write(form, questions)
    if not any("not written" in note for note in written.notes):
        reading = read(written.filename, written.body)
        assert reading.format == form
        assert [item.refused for item in reading.items] == [""] * len(questions)
        return reading.questions, written.notes
    return FORMATS[form].read(written.filename, written.body).questions, written.notes

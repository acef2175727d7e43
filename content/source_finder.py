"""What a source file may name: pictures and files by file name, entries by key; whatever is not there is said so."""

from collections.abc import Mapping

from django.apps import apps


class NotFound(ValueError):
    """A file names something that is not there; the message is a sentence."""


class Finder:
    """Finds the primary key of what a source names, or raises ``NotFound``.

    ``images`` and ``documents`` map the names of files to keys of the library. Everything else is known by the key that
    its entry has; questions and live sessions belong to floors above and are known by their model's name only.
    """

    def __init__(self, *, images: Mapping[str, int] | None = None, documents: Mapping[str, int] | None = None) -> None:
        self.images = images or {}
        self.documents = documents or {}

    def image(self, name: str) -> int:
        return self._named(self.images, "picture", name)

    def document(self, name: str) -> int:
        return self._named(self.documents, "document", name)

    def muscle(self, key: str) -> int:
        return self._keyed("content.Muscle", key)

    def region(self, key: str) -> int:
        return self._keyed("content.BodyRegion", key)

    def contraindication(self, key: str) -> int:
        return self._keyed("content.Contraindication", key)

    def red_flag(self, key: str) -> int:
        return self._keyed("content.RedFlag", key)

    def question(self, key: str) -> int:
        return self._keyed("quizzes.Question", key)

    def live_session(self, key: str) -> int:
        return self._keyed("courses.LiveSession", key)

    def _named(self, known: Mapping[str, int], kind: str, name: str) -> int:
        if name not in known:
            raise NotFound(f"there is no {kind} “{name}”")
        return known[name]

    def _keyed(self, label: str, key: str) -> int:
        model = apps.get_model(label)
        found = model._default_manager.filter(key=key).values_list("pk", flat=True).first()
        if found is None:
            raise NotFound(f"there is no {model._meta.verbose_name} “{key}”")
        return found

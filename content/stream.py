"""The field that keeps blocks: Wagtail's, without its blocks in the migrations."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField whose migrations do not repeat the definition of its blocks.

    The database keeps JSON whatever the blocks are: a new block or a changed label is no change of the schema. Frozen
    definitions made each such change a migration, and each database that is made from them slow to make.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return the field as a migration writes it, with no blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

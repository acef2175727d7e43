"""Keeping an entry of a collection at what a file says: made, changed and published only where something differs."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Manager

from content.models import Entry

EntryType = TypeVar("EntryType", bound=Entry)
#: What a revision holds beside the entry's own content.
BOOKKEEPING = {
    "pk",
    "id",
    "muscle",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
}


@transaction.atomic
def keep_entry(*, model: type[EntryType], key: str, values: dict[str, Any], at: datetime) -> bool:
    """Bring the entry ``key`` to ``values`` (fields, lists of related objects or of children); say if it changed."""
    entry = model._default_manager.select_for_update().filter(key=key).first()
    if entry is None:
        entry = model(key=key, live=False, first_published_at=at)
        before = None
    else:
        before = _content(entry.serializable_data())
    for name, value in values.items():
        setattr(entry, name, value)
    if before is not None and entry.live and _content(entry.serializable_data()) == before:
        return False
    entry.full_clean()
    _save(entry, values)
    entry.save_revision().publish()
    return True


def _save(entry: Entry, values: dict[str, Any]) -> None:
    """Store the row first: relations of an entry that has no id yet are set once it has one."""
    entry.save()
    for name, value in values.items():
        if isinstance(getattr(entry, name), Manager):
            setattr(entry, name, value)


def _content(data: Any) -> Any:
    """Strip ids and the bookkeeping of publication, at every depth."""
    if isinstance(data, dict):
        return {name: _content(value) for name, value in data.items() if name not in BOOKKEEPING}
    if isinstance(data, list):
        return [_content(value) for value in data]
    return str(data)

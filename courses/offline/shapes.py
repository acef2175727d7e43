"""What a device may tell us that was done without a connection."""

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

MOST_ITEMS = 200


class Item(BaseModel):
    """One thing that a student did: ``key`` keeps a repeat from counting twice, ``at`` is the device's clock."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: UUID
    step: int = Field(ge=1, le=2**62)
    kind: Literal["opened", "position", "done"]
    at: AwareDatetime
    position: int = Field(default=0, ge=0, le=100, description="percent of the page's height")


class Batch(BaseModel):
    """What is sent at once. Items are looked at one by one, so that a bad one does not hold up the others.

    ``owner`` is whose device it was: what one person did never counts for another who signed in since.
    """

    model_config = ConfigDict(extra="forbid")

    owner: str = Field(max_length=64)
    items: list[Any] = Field(max_length=MOST_ITEMS)


def read_item(given: Any) -> Item | None:
    """Return what an item says, or nothing if it is not one."""
    try:
        return Item.model_validate(given)
    except ValidationError:
        return None
